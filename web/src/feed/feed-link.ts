import { reconnectDelayMs } from './backoff.ts';
import type { FeedSocket } from './feed-socket.ts';
import type { FeedEvent } from './feed-state.ts';
import type { Surroundings } from './surroundings.ts';

interface Hooks {
	/** Hears of all that changes what a viewer knows. */
	readonly onEvent: (event: FeedEvent) => void;
	/** Fits out a new connection with what else is listened to. */
	readonly equip: (socket: FeedSocket) => void;
	/** The connection that counts is open. */
	readonly onOpen: (socket: FeedSocket) => void;
}

/**
 * Keeps one connection to the feed: comes back after a loss, and, when the server says that it will end a
 * planned one, has the next before it lets go of it.
 */
export class FeedLink {
	readonly #surroundings: Surroundings;
	readonly #hooks: Hooks;
	#current: FeedSocket | undefined;
	/** Takes over with its first snapshot. */
	#next: FeedSocket | undefined;
	#failures = 0;
	#cancel: (() => void) | undefined;

	constructor(surroundings: Surroundings, hooks: Hooks) {
		this.#surroundings = surroundings;
		this.#hooks = hooks;
	}

	get socket(): FeedSocket | undefined {
		return this.#current;
	}

	/** Connects now; a connection that there is makes room. */
	connect(): void {
		this.close();
		this.#current = this.#open();
	}

	close(): void {
		this.#cancel?.();
		this.#cancel = undefined;
		const sockets = [this.#current, this.#next];
		this.#current = undefined;
		this.#next = undefined;
		for (const socket of sockets) socket?.close();
	}

	#open(): FeedSocket {
		const socket = this.#surroundings.socket();
		const { onEvent, equip, onOpen } = this.#hooks;
		const counts = () => socket === this.#current;
		socket.on('snapshot', (snapshot) => {
			if (socket === this.#next) this.#takeOver(socket);
			if (!counts()) return;
			this.#failures = 0;
			onEvent({ type: 'snapshot', snapshot });
		});
		socket.on('delta', (delta) => counts() && onEvent({ type: 'delta', delta }));
		socket.on('heartbeat', (heartbeat) => counts() && onEvent({ type: 'heartbeat', heartbeat }));
		socket.on('rotate', ({ reconnectInMs }) => counts() && this.#rotateIn(reconnectInMs));
		socket.onOpen(() => {
			if (!counts()) return;
			onEvent({ type: 'connected' });
			onOpen(socket);
		});
		socket.onClose(() => this.#closed(socket));
		equip(socket);
		socket.open();
		return socket;
	}

	/** Whether or not the server ends the old one before: as long as the next is on its way nothing is lost. */
	#rotateIn(delayMs: number): void {
		this.#cancel?.();
		this.#cancel = this.#surroundings.later(() => {
			this.#cancel = undefined;
			this.#next = this.#open();
		}, delayMs);
	}

	#takeOver(next: FeedSocket): void {
		const old = this.#current;
		this.#current = next;
		this.#next = undefined;
		old?.close();
		this.#hooks.onOpen(next);
	}

	#closed(socket: FeedSocket): void {
		if (socket === this.#next) this.#next = undefined;
		else if (socket === this.#current) this.#current = undefined;
		else return;
		// another one holds, or is on its way
		const waits = this.#cancel !== undefined || this.#next !== undefined;
		if (this.#current !== undefined || waits) {
			if (!waits) this.#rotateIn(this.#delayMs());
			return;
		}
		this.#hooks.onEvent({ type: 'lost' });
		this.#cancel = this.#surroundings.later(() => {
			this.#cancel = undefined;
			this.#current = this.#open();
		}, this.#delayMs());
	}

	#delayMs(): number {
		const delayMs = reconnectDelayMs(this.#failures, this.#surroundings.random());
		this.#failures += 1;
		return delayMs;
	}
}
