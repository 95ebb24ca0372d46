import type { ClientToServer, FollowAnswer, FollowInput, ServerToClient } from '@canario/contracts/feed';
import { io, type Socket } from 'socket.io-client';

/** One connection to the feed; it does not come back by itself. */
export interface FeedSocket {
	on<Event extends keyof ServerToClient>(event: Event, handler: ServerToClient[Event]): void;
	onOpen(handler: () => void): void;
	/** It ended, or did not come about. */
	onClose(handler: () => void): void;
	resync(): void;
	watch(wanted: boolean): void;
	/** Resolves with `unavailable` when no answer comes in time. */
	follow(input: FollowInput): Promise<FollowAnswer>;
	open(): void;
	close(): void;
}

const ANSWER_MS = 5_000;
const CONNECT_MS = 10_000;

/** A connection by socket.io, over a WebSocket and nothing else. */
export function socketIoFeed(url: string): FeedSocket {
	const socket: Socket<ServerToClient, ClientToServer> = io(url, {
		transports: ['websocket'],
		autoConnect: false,
		forceNew: true,
		reconnection: false,
		timeout: CONNECT_MS,
	});
	return {
		on(event, handler) {
			// socket.io's own types ask for a union that TypeScript cannot see here
			socket.on(event, handler as never);
		},
		onOpen: (handler) => void socket.on('connect', handler),
		onClose: (handler) => void socket.on('disconnect', handler).on('connect_error', handler),
		resync: () => void socket.emit('resync'),
		watch: (wanted) => void socket.emit('watch', wanted),
		follow: (input) =>
			socket
				.timeout(ANSWER_MS)
				.emitWithAck('follow', input)
				.catch(() => ({ ok: false, reason: 'unavailable' }) as const),
		open: () => void socket.connect(),
		close: () => void socket.disconnect(),
	};
}
