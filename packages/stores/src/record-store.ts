import type { ByLane } from '@canario/contracts/lane';
import type { StoredVaccination } from '@canario/contracts/vaccination';

/**
 * What became of one document. `stored`: it is new. `duplicate`: its id was stored before with the same
 * content; `storedAtMs` is that of the first, and `sameAttempt` says that the first came from the very same
 * acceptance (lane and `accepted_at` are equal: an earlier try whose answer was lost). `conflict`: its id was
 * stored before with other content, which stays.
 */
export type InsertOutcome =
	| { readonly outcome: 'stored' }
	| { readonly outcome: 'duplicate'; readonly storedAtMs: number; readonly sameAttempt: boolean }
	| { readonly outcome: 'conflict' };

/** Documents that agree in all that the statistics count by, and how many of them there are. */
export interface DocumentGroup {
	readonly lane: StoredVaccination['lane'];
	readonly department: string;
	readonly vaccine_type: string;
	/** Whole years. */
	readonly age: number;
	readonly n_dose: number;
	readonly count: number;
}

/**
 * Durable home of vaccinations: the truth. Adapters: MongoDB and SQLite; both pass
 * `contract/record-store.contract.ts`. Times are milliseconds since the Unix epoch.
 *
 * Every method rejects with ServiceError('unavailable') when the store cannot be reached, and with
 * ServiceError('deadline_exceeded') when it did not answer within the adapter's time-out; a write that
 * failed so may or may not have happened, also a while later, and may be repeated. Arguments outside their limits
 * are rejected with ServiceError('invalid_input').
 */
export interface RecordStore {
	/**
	 * Stores the documents whose ids are free, all or some in one batch. When it resolves, each is on the
	 * disk (a killed process or store loses none), and there is one outcome for each, in order. Repeating
	 * is safe. The same id twice in one batch is like the same id in two batches. Rejects with
	 * ServiceError('invalid_input') when the store refuses a document for what it holds (a rule of the database);
	 * others of the batch may be stored then.
	 */
	insert(documents: readonly StoredVaccination[]): Promise<readonly InsertOutcome[]>;

	/** The documents of those ids that are stored, in no order. At most 1,000 ids. */
	find(ids: readonly string[]): Promise<readonly StoredVaccination[]>;

	/** The `limit` (1 to 500) documents stored last, newest first, ties by id descending. */
	latest(limit: number): Promise<readonly StoredVaccination[]>;

	/** Number of all documents. */
	count(): Promise<number>;

	/** Groups with their counts over documents with `stored_at < beforeMs`. */
	groups(beforeMs: number): Promise<readonly DocumentGroup[]>;

	/**
	 * Documents a lane by time slot: `floor(stored_at / slotMs)`, for `fromMs <= stored_at < beforeMs`.
	 * Slots without documents are left out.
	 */
	slots(fromMs: number, beforeMs: number, slotMs: number): Promise<ReadonlyMap<number, ByLane<number>>>;

	/** Resolves when the store answers a trivial request. */
	ping(): Promise<void>;

	close(): Promise<void>;
}
