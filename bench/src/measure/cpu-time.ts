import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time for /proc in hundredths of a second, on every architecture. */
const TICKS_PER_SECOND = 100;

/** A process in /proc/PID/stat. */
export interface ProcessTimes {
	readonly pid: number;
	readonly parent: number;
	/** User and system time of all of its threads. */
	readonly cpuSeconds: number;
}

/** Reads a line of /proc/PID/stat; the name in parentheses may hold anything, parentheses and spaces too. */
export function parseStat(line: string): ProcessTimes {
	const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
	const [, parent, , , , , , , , , , user, system] = fields.map(Number);
	const ticks = (user ?? Number.NaN) + (system ?? Number.NaN);
	return { pid: Number.parseInt(line, 10), parent: parent ?? 0, cpuSeconds: ticks / TICKS_PER_SECOND };
}

/** CPU time of the processes `roots` and of all that descend from them, summed. */
export function cpuOfTrees(processes: readonly ProcessTimes[], roots: readonly number[]): number {
	const children = Map.groupBy(processes, ({ parent }) => parent);
	const counted = new Set<number>();
	const count = (found: ProcessTimes): number => {
		if (counted.has(found.pid)) return 0;
		counted.add(found.pid);
		const below = children.get(found.pid) ?? [];
		return below.reduce((sum, child) => sum + count(child), found.cpuSeconds);
	};
	return processes.filter(({ pid }) => roots.includes(pid)).reduce((sum, root) => sum + count(root), 0);
}

/**
 * CPU seconds that `roots` and their descendants have used so far; undefined on systems without Linux' /proc.
 *
 * @throws {Error} when one of `roots` is gone: what it used is gone with it.
 */
export function readCpuSeconds(roots: readonly number[]): number | undefined {
	if (!existsSync('/proc/self/stat')) return undefined;
	const processes = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? readTimes(name) : []));
	const gone = roots.filter((root) => !processes.some(({ pid }) => pid === root));
	if (gone.length > 0) throw new Error(`process ${gone.join(', ')} ended while it was measured`);
	return cpuOfTrees(processes, roots);
}

function readTimes(pid: string): readonly ProcessTimes[] {
	try {
		return [parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))];
	} catch {
		// it ended between the listing and the reading
		return [];
	}
}
