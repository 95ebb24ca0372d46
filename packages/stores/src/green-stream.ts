import type { Vaccination } from '@canario/contracts/vaccination';
import type { Counted, LastOne } from './live-statistics.ts';

/** One entry of the stream on its way to a subscriber. */
export interface Delivery {
	/** The stream's own id of the entry. */
	readonly entryId: string;
	/** What was appended, as text; the reader parses it, for anybody can write to a stream. */
	readonly payload: string;
	/** How often the entry was handed out, this time included. */
	readonly deliveries: number;
}

/** What a subscriber found out about a delivery that is done with. */
export interface Settled {
	readonly entryId: string;
	/**
	 * `stored` now or by an earlier try of the same acceptance; `repeat`: stored before by another acceptance;
	 * `dead`: never to be stored, put aside with its reason.
	 */
	readonly result:
		| 'stored'
		| 'repeat'
		| { readonly dead: string; readonly payload: string; readonly conflict: boolean };
}

/** A vaccination that was put aside. */
export interface DeadLetter {
	readonly payload: string;
	readonly reason: string;
	/** Milliseconds since the Unix epoch. */
	readonly atMs: number;
}

/**
 * Green's way: an append-only stream read by a consumer group, and a channel that wakes the readers. Each
 * entry is handed out at least once. Adapters: Redis, and in process over SQLite; both pass
 * `contract/live.contract.ts`. Methods reject as those of RecordStore do.
 */
export interface GreenStream {
	/** Appends one entry for each and wakes the readers, atomically. When it resolves all are on the disk. */
	append(vaccinations: readonly Vaccination[]): Promise<void>;

	/**
	 * Classroom mode: publishes the payloads on the channel and keeps nothing, at most once for whoever
	 * listens at this moment. They count as taken, so what gets lost shows in the books.
	 */
	broadcast(vaccinations: readonly Vaccination[]): Promise<void>;

	/** Up to `limit` entries that were never handed out, now `consumer`'s. Does not wait; empty when there are none. */
	read(consumer: string, limit: number): Promise<readonly Delivery[]>;

	/** Up to `limit` entries that their consumer has held for at least `minIdleMs`; now `consumer`'s. */
	reclaim(consumer: string, minIdleMs: number, limit: number): Promise<readonly Delivery[]>;

	/**
	 * Ends deliveries, counts what they stored and books the rest, in one atomic step; an entry that another
	 * consumer has settled meanwhile is left alone (if that made counts doubtful the statistics are `suspect`).
	 */
	settle(settled: readonly Settled[], batches: readonly Counted[], last: readonly LastOne[]): Promise<void>;

	/** Books of broadcast vaccinations that were found to be stored already, or can never be. */
	settleBroadcast(
		settled: readonly Settled[],
		batches: readonly Counted[],
		last: readonly LastOne[],
	): Promise<void>;

	/**
	 * Calls `onWake` after each append and `onBroadcast` with the payloads of each broadcast, until the returned
	 * function is called. Wake-ups may be missed (a reader also polls) and may be spurious.
	 */
	subscribe(listener: {
		onWake(): void;
		onBroadcast(payloads: readonly string[]): void;
	}): Promise<() => Promise<void>>;

	/** The newest `limit` (1 to 10,000) dead letters, newest first. */
	deadLetters(limit: number): Promise<readonly DeadLetter[]>;

	/** Which of these vaccination ids are among the dead letters. At most 1,000 ids. */
	deadIds(ids: readonly string[]): Promise<ReadonlySet<string>>;
}
