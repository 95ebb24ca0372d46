import type { IncomingMessage } from 'node:http';
import type { Socket as TcpSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';

/** A connection of Engine.IO, which Socket.IO stands on. */
export type EngineConnection = Socket['conn'];

interface Transport {
	readonly socket: WebSocket & { readonly _socket: TcpSocket };
}

/** The version of Engine.IO's protocol that Socket.IO clients speak from their version 3 on. */
export const ENGINE_PROTOCOL = '4';

/** The version of Engine.IO's protocol that a client wants to speak. */
export const protocolOf = ({ url = '' }: IncomingMessage): string | null =>
	new URLSearchParams(url.slice(url.indexOf('?') + 1)).get('EIO');

/** What Engine.IO tells of a connection that it did not take. */
export interface ConnectionError {
	readonly code: number;
}

/** By another transport than there is, such as polling. */
export const isUnknownTransport = ({ code }: ConnectionError) => code === 0;

/** Not let in by `allowRequest`. */
export const isForbidden = ({ code }: ConnectionError) => code === 4;

/**
 * Keeps a connection from being moved to another WebSocket: that would come with the connection's id alone, without
 * being asked whether it may come, and without being counted.
 */
export function forbidUpgrade(connection: EngineConnection): void {
	(connection as unknown as { upgraded: boolean }).upgraded = true;
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
