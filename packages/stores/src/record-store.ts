import type { ByLane } from '@canario/contracts/lane';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import type { Journal } from './journal.ts';

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
	/** Absent for ordinary traffic. */
	readonly source?: 'visitor';
	readonly count: number;
}

/** Which documents a page shows: those that agree with all that is given; what is absent does not filter. */
export interface RecordFilter {
	readonly lane?: StoredVaccination['lane'];
	/** Exactly as in the documents: an INE code, or "other". */
	readonly department?: string;
	/** Exactly as in the documents; "other" means every one that the table of vaccines does not know. */
	readonly vaccine?: string;
	readonly dose?: number;
	/** Whole years, both inclusive. */
	readonly ages?: { readonly from: number; readonly to: number };
	/** Only what visitors sent, or only what is not theirs. */
	readonly source?: 'visitor' | 'traffic';
	/** `stored_at` at or after. */
	readonly fromMs?: number;
	/** `stored_at` before. */
	readonly beforeMs?: number;
}

/** A place in the order of the documents by (`stored_at`, id), whether or not there is a document at it. */
export interface RecordPlace {
	readonly storedAtMs: number;
	readonly id: string;
}

export interface RecordsRequest {
	readonly filter: RecordFilter;
	/** Most documents in the page: 1 to 500. */
	readonly limit: number;
	/** `next` of the page before: only documents that are older than this place; from the newest on when absent. */
	readonly after?: RecordPlace;
}

export interface RecordsFound {
	/** Newest first, ties by id descending. */
	readonly documents: readonly StoredVaccination[];
	/** From the newest, or `after`, down to this place everything was looked at; absent when that was all. */
	readonly next?: RecordPlace;
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
	/** What operators did; it lies beside the documents and ends with this connection. */
	readonly journal: Journal;

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

	/**
	 * A page of the documents that agree with a filter, newest first, ties by id descending. It is looked for in
	 * bounded time: after some 50 ms of search it is given as far as it came, with fewer documents than asked for
	 * or none, and `next` tells where to go on. Every call comes further, so that whoever follows `next` until it
	 * is absent has met each document that was stored before the first call once, whatever is stored
	 * meanwhile. Rejects with ServiceError('invalid_input') for a `limit` or a time out of range.
	 */
	page(request: RecordsRequest): Promise<RecordsFound>;

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
