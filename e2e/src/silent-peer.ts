import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** A peer that accepts every connection and never says a word. */
export interface SilentPeer {
	/** Accepts no more, so that another may listen on its port; its connections stay, as silent as before. */
	stopListening(): Promise<void>;
	close(): Promise<void>;
}

export async function startSilentPeer(port: number): Promise<SilentPeer> {
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.resume();
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		async stopListening() {
			server.close();
		},
		async close() {
			server.close();
			for (const socket of sockets) socket.destroy();
		},
	};
}
