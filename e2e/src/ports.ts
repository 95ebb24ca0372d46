import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range from which systems take the ports of outgoing connections. */
const FROM = 15_000;
const COUNT = 15_000;

let next = Math.floor(Math.random() * COUNT);

/**
 * A free TCP port of 127.0.0.1 that stays free while the server on it is down for a moment: no outgoing
 * connection is given it, and no other call in this process.
 */
export async function lastingPort(): Promise<number> {
	for (;;) {
		const port = FROM + (next++ % COUNT);
		const probe = createServer();
		const free = await new Promise<boolean>((resolve) => {
			probe.once('error', () => resolve(false));
			probe.listen(port, '127.0.0.1', () => resolve(true));
		});
		if (!free) continue;
		probe.close();
		await once(probe, 'close');
		return port;
	}
}
