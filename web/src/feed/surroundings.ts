import type { FeedSocket } from './feed-socket.ts';

/** What the feed's client needs of the world. */
export interface Surroundings {
	/** A new connection that is not open yet. */
	readonly socket: () => FeedSocket;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** 0 to 1. */
	readonly random: () => number;
	/** Runs something later; gives how to call it off. */
	readonly later: (run: () => void, delayMs: number) => () => void;
}
