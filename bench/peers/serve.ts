import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a free loopback port and gives it. */
export async function listenOn(listener: RequestListener): Promise<number> {
	const server = createServer(listener).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

/** Listens, tells bench on which port, and ends with bench. */
export async function serve(listener: RequestListener): Promise<void> {
	tellPort(await listenOn(listener));
}

/** Tells bench that this process serves, and ends with bench. */
export function tellPort(port: number): void {
	process.once('disconnect', () => process.exit());
	process.send?.({ port });
}
