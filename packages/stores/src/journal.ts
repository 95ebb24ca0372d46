import type { Json } from '@canario/contracts/merge-patch';

/** One entry of a stream, as it was appended. */
export interface JournalEntry {
	/** 1 for a stream's first entry, then one more each, without gaps. */
	readonly seq: number;
	/** When, by the clock of whoever appended it: milliseconds since the Unix epoch. */
	readonly atMs: number;
	/** JSON, as it was given. */
	readonly data: Json;
}

/** Longest data of an entry as JSON, bytes. */
export const MAX_ENTRY_BYTES = 64 * 1024;

/**
 * What operators did: streams of numbered entries that are appended and never changed, in the record store.
 * Adapters: MongoDB and SQLite; both pass `contract/journal.contract.ts`. A stream is there with its first entry; its name
 * is 1 to 32 small letters and dashes.
 *
 * Every method rejects as those of RecordStore do (`record-store.ts`), with ServiceError('invalid_input') for
 * arguments out of their limits.
 */
export interface Journal {
	/**
	 * Makes `data` entry `seq` of a stream. Durable when it resolves. Of all that append one number, one ever
	 * resolves: to append the number after the last entry that one has read is to compare and set.
	 *
	 * Rejects with ServiceError('stale_version') when that number is taken, or when the one before it is not: then
	 * nothing was written. After `unavailable` or `deadline_exceeded` it may have been, also a while later;
	 * `after` tells.
	 */
	append(stream: string, seq: number, data: Json, atMs: number): Promise<void>;

	/** The first `limit` (1 to 500) entries of a stream with numbers above `seq` (0: from its first), oldest first. */
	after(stream: string, seq: number, limit: number): Promise<readonly JournalEntry[]>;

	/** The last `limit` (1 to 500) entries of a stream, of those before `beforeSeq` where it is given, newest first. */
	tail(stream: string, limit: number, beforeSeq?: number): Promise<readonly JournalEntry[]>;
}
