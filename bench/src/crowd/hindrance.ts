import { existsSync, readFileSync } from 'node:fs';

/** What a machine lets processes have; undefined where it does not tell. */
export interface Limits {
	/** Open files of one process. */
	readonly files: number | undefined;
	/** Ports for outgoing connections to one address. */
	readonly ports: number | undefined;
}

/** Files that a process has open beside its connections. */
const SPARE_FILES = 200;

/** Ports of connections that have just ended are not free for a minute. */
const PORTS_EACH = 2;

/** Why this machine cannot hold so many viewers, all of whom are on loopback; undefined when it can. */
export function crowdHindrance(viewers: number, { files, ports }: Limits): string | undefined {
	const needed = { files: viewers + SPARE_FILES, ports: viewers * PORTS_EACH };
	if (files !== undefined && files < needed.files)
		return `a process may open ${files} files here, and ${needed.files} are needed (ulimit -n)`;
	if (ports !== undefined && ports < needed.ports)
		return `there are ${ports} ports for outgoing connections, and ${needed.ports} are needed (net.ipv4.ip_local_port_range)`;
	return undefined;
}

/** Those of this machine, as Linux tells them. */
export function limitsHere(): Limits {
	const files = /^Max open files\s+\S+\s+(\d+)/m.exec(textOf('/proc/self/limits'))?.[1];
	const [from, to] = textOf('/proc/sys/net/ipv4/ip_local_port_range').trim().split(/\s+/).map(Number);
	return {
		// node takes all that the hard limit lets it have
		files: files === undefined ? undefined : Number(files),
		ports: from === undefined || to === undefined ? undefined : to - from + 1,
	};
}

const textOf = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
