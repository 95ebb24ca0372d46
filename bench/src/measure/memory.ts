import { existsSync, readFileSync } from 'node:fs';

/** Memory that a process has in RAM, bytes; undefined on systems without Linux' /proc. */
export function readMemoryBytes(pid: number): number | undefined {
	const path = `/proc/${pid}/status`;
	if (!existsSync(path)) return undefined;
	const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(path, 'utf8'))?.[1];
	return kilobytes === undefined ? undefined : Number(kilobytes) * 1_024;
}
