import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

/** A port of 127.0.0.1 that was free a moment ago, with the `more` ports after it. */
export async function freePort(more = 0): Promise<number> {
	for (;;) {
		const first = await listenOnce(0);
		if (first === undefined || first + more > 65_535) continue;
		const others = Array.from({ length: more }, (_, index) => first + index + 1);
		const free = await Promise.all(others.map(listenOnce));
		if (free.every((port) => port !== undefined)) return first;
	}
}

async function listenOnce(port: number): Promise<number | undefined> {
	const server = createServer();
	try {
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
	} catch {
		return undefined;
	}
	const { port: taken } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return taken;
}
