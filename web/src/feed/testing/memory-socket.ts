import type { FollowAnswer, FollowInput, ServerToClient } from '@canario/contracts/feed';
import type { FeedSocket } from '../feed-socket.ts';

/** A connection whose other end is the test. */
export class MemorySocket implements FeedSocket {
	/** What the client asked for, in order. */
	readonly sent: string[] = [];
	isOpen = false;
	isClosed = false;
	readonly #handlers = new Map<string, ((content: never) => void)[]>();
	readonly #onOpen: (() => void)[] = [];
	readonly #onClose: (() => void)[] = [];

	on<Event extends keyof ServerToClient>(event: Event, handler: ServerToClient[Event]): void {
		this.#handlers.set(event, [...(this.#handlers.get(event) ?? []), handler]);
	}
	onOpen(handler: () => void): void {
		this.#onOpen.push(handler);
	}
	onClose(handler: () => void): void {
		this.#onClose.push(handler);
	}
	resync(): void {
		this.sent.push('resync');
	}
	watch(wanted: boolean): void {
		this.sent.push(`watch ${wanted}`);
	}
	follow(input: FollowInput): Promise<FollowAnswer> {
		this.sent.push(`follow ${input.department}`);
		return Promise.resolve({ ok: true, key: 'key00001' });
	}
	open(): void {
		this.isOpen = true;
	}
	close(): void {
		this.isClosed = true;
	}

	/** The server accepts the connection. */
	accept(): void {
		for (const handler of this.#onOpen) handler();
	}
	/** The server ends it, or it breaks. */
	drop(): void {
		this.isClosed = true;
		for (const handler of this.#onClose) handler();
	}
	/** The server says something. */
	say<Event extends keyof ServerToClient>(event: Event, content: Parameters<ServerToClient[Event]>[0]): void {
		for (const handler of this.#handlers.get(event) ?? []) handler(content as never);
	}
}
