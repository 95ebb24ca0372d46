import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { asServiceError, type ServiceError } from '@canario/service-kit/service-error';

/** A listener on loopback whose connections lead elsewhere. */
export interface LocalLine {
	readonly url: string;
	/** Why the last connection led nowhere; undefined where it did not. */
	trouble(): ServiceError | undefined;
	/** Ends all connections. */
	close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1, and has `join` lead each connection on. */
export async function openLocalLine(
	join: (socket: Socket, onTrouble: (trouble: ServiceError) => void) => Promise<void>,
): Promise<LocalLine> {
	const sockets = new Set<Socket>();
	let trouble: ServiceError | undefined;
	const server = createServer((socket) => {
		sockets.add(socket);
		// what a caller that goes away leaves behind
		socket.on('error', () => {});
		socket.once('close', () => sockets.delete(socket));
		trouble = undefined;
		join(socket, (told) => {
			trouble = told;
		}).catch((error: unknown) => {
			trouble = asServiceError(error, 'unavailable', `the connection failed: ${(error as Error).message}`);
			socket.destroy();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		trouble: () => trouble,
		async close() {
			const closed = once(server, 'close');
			server.close();
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}
