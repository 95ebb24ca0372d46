import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';

/** A connection of Engine.IO, which Socket.IO stands on. */
export type EngineConnection = Socket['conn'];

interface Transport {
	readonly socket: WebSocket & { readonly _socket: TcpSocket };
}

/** The WebSocket of a connection; there is no other transport here. */
export const webSocketOf = (connection: EngineConnection): WebSocket =>
	(connection.transport as unknown as Transport).socket;

/**
 * The TCP connection under a connection. The feed writes whole frames to it, between those of ws, which writes
 * each of its own at once where nothing is compressed.
 */
export const tcpSocketOf = (connection: EngineConnection): TcpSocket =>
	(connection.transport as unknown as Transport).socket._socket;

/**
 * Lets go of the HTTP request that a connection began with, when it begins: it is not needed, and as large as all
 * the rest. Engine.IO holds on to it in a response for middlewares, which hears of the connection's close by the
 * only one-time listener that there is; without middlewares nobody listens to that response.
 */
export function forgetRequest(connection: EngineConnection): void {
	const tcpSocket = tcpSocketOf(connection);
	for (const listener of tcpSocket.rawListeners('close')) {
		if ('listener' in listener) tcpSocket.off('close', listener as unknown as () => void);
	}
	(connection as unknown as { request: unknown }).request = null;
}

/** Lets go of what Socket.IO keeps for a viewer and the feed does not use: the handshake, and the room of its own. */
export function forgetRoom(socket: Pick<Socket, 'id' | 'leave' | 'handshake'>): void {
	void socket.leave(socket.id);
	(socket as unknown as { handshake: unknown }).handshake = undefined;
}

/** What Engine.IO has yet to hand to the WebSocket. */
export const writeQueueOf = (connection: EngineConnection) =>
	connection as unknown as { readonly writeBuffer: readonly unknown[] };
