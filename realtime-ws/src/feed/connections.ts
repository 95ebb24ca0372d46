import { once } from 'node:events';
import type { Server as HttpServer } from 'node:http';
import type { ClientToServer, ServerToClient } from '@canario/contracts/feed';
import { addressOf } from '@canario/service-kit/address';
import { Server, type Socket } from 'socket.io';
import type { Admission, Refusal } from './admission.ts';
import type { Expulsion } from './client-requests.ts';
import type { Conversation } from './conversation.ts';
import {
	type ConnectionError,
	ENGINE_PROTOCOL,
	type EngineConnection,
	forbidUpgrade,
	forgetRequest,
	forgetRoom,
	isForbidden,
	isUnknownTransport,
	protocolOf,
	tcpSocketOf,
} from './engine.ts';
import { judgeMessages } from './judge-messages.ts';

/** A viewer's socket by the typed events of the feed. */
export type FeedSocket = Socket<ClientToServer, ServerToClient>;

interface Options {
	readonly admission: Admission;
	readonly trustedHops: number;
	/** The largest message that a client may send, bytes. */
	readonly messageBytes: number;
	/** Messages a second that a client may send. */
	readonly messagesPerSecond: number;
	readonly elapsedMs: () => number;
	readonly onRefused: (reason: Refusal) => void;
	readonly onExpelled: (reason: Expulsion) => void;
	readonly onViewer: (socket: FeedSocket, address: string) => void;
}

/** How long a connection may take to join, milliseconds. */
const JOIN_MS = 5_000;

/** Who has not gone so long after being told to is cut off, milliseconds; ws itself would wait for half a minute. */
const CLOSING_MS = 500;

/** Socket.IO's packet that ends a namespace, without Engine.IO's "message" before it. */
const DISCONNECT = '1';

const ENDED_BY_SOCKET_IO: ReadonlySet<string> = new Set(['parse error', 'forced close']);

/** The sockets of the feed: who is let in, and what each may send. Bytes out are none of its business. */
export function createConnections(options: Options) {
	const { admission, onRefused } = options;
	const io = new Server<ClientToServer, ServerToClient>({
		path: '/socket.io',
		serveClient: false,
		transports: ['websocket'],
		perMessageDeflate: false,
		httpCompression: false,
		maxHttpBufferSize: options.messageBytes,
		connectTimeout: JOIN_MS,
		allowRequest: (request, decide) => {
			const known = protocolOf(request) === ENGINE_PROTOCOL;
			const refusal = known ? admission.refusalOf(request) : 'protocol';
			if (refusal) onRefused(refusal);
			decide(refusal, refusal === undefined);
		},
	});
	const open = new Map<EngineConnection, { readonly address: string; readonly conversation: Conversation }>();
	const ended = new WeakSet<EngineConnection>();
	const end = (connection: EngineConnection) => {
		ended.add(connection);
		connection.close();
	};
	const expel = (connection: EngineConnection, reason: Expulsion) => {
		if (ended.has(connection)) return;
		options.onExpelled(reason);
		// clients do not come again by themselves after this
		connection.write(DISCONNECT);
		end(connection);
	};
	const onConnection = (connection: EngineConnection) => {
		const address = addressOf(connection.request, options.trustedHops);
		const leave = admission.enter(address);
		const conversation = judgeMessages(connection, {
			...options,
			expel: (reason) => expel(connection, reason),
			end: () => end(connection),
		});
		open.set(connection, { address, conversation });
		connection.once('close', (reason) => {
			// Socket.IO ends the connections of those whose packets it cannot read, and of those who do not join
			if (ENDED_BY_SOCKET_IO.has(reason) && !ended.has(connection)) {
				options.onExpelled(conversation.begun ? 'invalid' : 'not_joined');
			}
			open.delete(connection);
			leave();
			endSoon(connection);
		});
		forgetRequest(connection);
		forbidUpgrade(connection);
	};
	io.on('connection', (socket) => {
		forgetRoom(socket);
		const known = open.get(socket.conn);
		known?.conversation.joined();
		socket.on('error', () => expel(socket.conn, 'invalid'));
		options.onViewer(socket, known?.address ?? '');
	});
	return {
		attach(server: HttpServer): void {
			io.attach(server);
			io.engine.on('connection', onConnection);
			io.engine.on('connection_error', (error: ConnectionError) => {
				// those were counted when they were judged
				if (!isForbidden(error)) onRefused(isUnknownTransport(error) ? 'transport' : 'malformed');
			});
		},
		/** Ends a connection; its client will come again. */
		end,
		/** Ends the connection of a client for what it sent. */
		expel,
		/** Ends every connection; resolves when all are gone. */
		async close(): Promise<void> {
			const gone = [...open.keys()].map((connection) => once(tcpSocketOf(connection), 'close'));
			for (const connection of open.keys()) end(connection);
			await Promise.all(gone);
		},
	};
}

export type Connections = ReturnType<typeof createConnections>;

/** Cuts the TCP connection of one that was closed, if its client does not. */
function endSoon(connection: EngineConnection): void {
	const tcpSocket = tcpSocketOf(connection);
	if (tcpSocket.destroyed) return;
	const timer = setTimeout(() => tcpSocket.destroy(), CLOSING_MS);
	tcpSocket.once('close', () => clearTimeout(timer));
}
