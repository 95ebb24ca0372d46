import { once } from 'node:events';
import { createServer } from 'node:net';

/** Test files that run at the same time each have a share of their own. */
const COUNT = 3_000;
const SHARE = Number(process.env.VITEST_POOL_ID ?? 0) % 5;

/** Below the range from which systems take the ports of outgoing connections. */
const FROM = 15_000 + SHARE * COUNT;

let next = Math.floor(Math.random() * COUNT);

/**
 * A free TCP port of 127.0.0.1 that stays free while the server on it is down for a moment: no outgoing
 * connection is given it, and no other call in this process.
 */
export async function lastingPort(): Promise<number> {
	for (;;) {
		const port = FROM + (next++ % COUNT);
		if (await isFree(port)) return port;
	}
}

/** The first of `count` such ports, one after the other. */
export async function lastingPorts(count: number): Promise<number> {
	for (;;) {
		const first = FROM + (next % COUNT);
		next += count;
		const all = Array.from({ length: count }, (_, index) => isFree(first + index));
		if ((await Promise.all(all)).every(Boolean)) return first;
	}
}

async function isFree(port: number): Promise<boolean> {
	const probe = createServer();
	const free = await new Promise<boolean>((resolve) => {
		probe.once('error', () => resolve(false));
		probe.listen(port, '127.0.0.1', () => resolve(true));
	});
	if (!free) return false;
	probe.close();
	await once(probe, 'close');
	return true;
}
