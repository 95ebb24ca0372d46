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

/** Lets go of the HTTP request a connection began with: it is not needed, and as large as all the rest. */
export function forgetRequest(connection: EngineConnection): void {
	(connection as unknown as { request: unknown }).request = null;
}

/** What Engine.IO has yet to hand to the WebSocket. */
export const writeQueueOf = (connection: EngineConnection) =>
	connection as unknown as { readonly writeBuffer: readonly unknown[] };
