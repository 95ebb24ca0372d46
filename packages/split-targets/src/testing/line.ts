import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and mended. */
export interface Line {
	readonly port: number;
	/** Ends all connections and refuses new ones. */
	cut(): Promise<void>;
	/** Ends all connections, and lets new ones through. */
	shake(): void;
	mend(): Promise<void>;
	close(): Promise<void>;
}

/** Forwards connections from a loopback port of its own. */
export async function startLine(host: string, target: number): Promise<Line> {
	const sockets = new Set<Socket>();
	let server: Server | undefined;
	const listen = async (port: number): Promise<number> => {
		server = createServer((client) => {
			const upstream = connect(target, host);
			for (const [from, to] of [
				[client, upstream],
				[upstream, client],
			] as const) {
				sockets.add(from);
				from.pipe(to);
				from.on('error', () => {});
				from.once('close', () => {
					sockets.delete(from);
					to.destroy();
				});
			}
		});
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
		return (server.address() as AddressInfo).port;
	};
	const port = await listen(0);
	const shake = () => {
		for (const socket of sockets) socket.destroy();
	};
	const cut = async () => {
		const closing = server;
		server = undefined;
		if (!closing) return;
		closing.close();
		shake();
		await once(closing, 'close');
	};
	return {
		port,
		cut,
		shake,
		async mend() {
			await listen(port);
		},
		close: cut,
	};
}
