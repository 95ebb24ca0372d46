import type { Server as HttpServer } from 'node:http';
import type { ClientToServer, ServerToClient } from '@canario/contracts/feed';
import { Server, type Socket } from 'socket.io';
import { addressOf } from './address.ts';
import type { Admission, Refusal } from './admission.ts';
import type { Expulsion } from './client-requests.ts';
import { type EngineConnection, forgetRequest, tcpSocketOf, webSocketOf } from './engine.ts';
import { MessageLimit } from './message-limit.ts';

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

/** What is not gone so long after it was told to go is destroyed, milliseconds. */
const CLOSING_MS = 500;

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
			const refusal = admission.refusalOf(request);
			if (refusal) onRefused(refusal);
			decide(refusal, refusal === undefined);
		},
	});
	const open = new Map<EngineConnection, string>();
	const onConnection = (connection: EngineConnection) => {
		const address = addressOf(connection.request, options.trustedHops);
		const leave = admission.enter(address);
		open.set(connection, address);
		connection.once('close', () => {
			open.delete(connection);
			leave();
		});
		forgetRequest(connection);
		limitMessages(connection, options);
	};
	io.on('connection', (socket) => options.onViewer(socket, open.get(socket.conn) ?? ''));
	return {
		attach(server: HttpServer): void {
			io.attach(server);
			io.engine.on('connection', onConnection);
		},
		/** Ends every connection. */
		async close(): Promise<void> {
			const tcpSockets = [...open.keys()].map(tcpSocketOf);
			for (const connection of open.keys()) connection.close();
			const gone = () => tcpSockets.every((socket) => socket.destroyed);
			for (let waitedMs = 0; waitedMs < CLOSING_MS && !gone(); waitedMs += 10) {
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
			for (const socket of tcpSockets) socket.destroy();
		},
	};
}

/** Cuts off who sends too much; what comes as pings of the WebSocket protocol counts too. */
function limitMessages(
	connection: EngineConnection,
	{ messagesPerSecond, elapsedMs, onExpelled }: Options,
): void {
	const limit = new MessageLimit(messagesPerSecond, elapsedMs());
	let expelled = false;
	const expel = (reason: Expulsion) => {
		if (!expelled) onExpelled(reason);
		expelled = true;
		connection.close();
	};
	const onMessage = () => {
		if (!limit.allows(elapsedMs())) expel('too_often');
	};
	connection.on('packet', onMessage);
	webSocketOf(connection)
		.on('ping', onMessage)
		.on('error', (error) => {
			const tooLarge = 'code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
			expel(tooLarge ? 'too_large' : 'invalid');
		});
	connection.once('close', (reason) => {
		if (reason === 'parse error') expel('invalid');
	});
}
