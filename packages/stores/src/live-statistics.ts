import type { HistoryPoint } from '@canario/contracts/history';
import type { ServiceReport } from '@canario/contracts/service-report';
import type { PublicVaccination } from '@canario/contracts/stats-snapshot';
import type { Increments } from './counters.ts';

/** One of the last vaccinations as anybody may see it. */
export type LastOne = PublicVaccination;

/** What only one process at a time may do: compare and rebuild the statistics; lead the canary. */
export type LeaseName = 'rebuild' | 'canary';

/** Documents that were stored in one batch, as the statistics count them. */
export interface Counted {
	/** `stored_at` of all of them. */
	readonly storedAtMs: number;
	/** The sums of their fields (counters.ts), time slot included. */
	readonly increments: Increments;
}

/** Green's books, in vaccinations, since the beginning; they live where the stream lives. */
export interface GreenBooks {
	/** Taken with a 202. */
	readonly taken: number;
	/** Of those: found to be stored already by another acceptance. */
	readonly repeats: number;
	/** Of those: put aside with a reason, conflicts included. */
	readonly deadLettered: number;
	/** Of the dead-lettered: an id that is stored with other content. */
	readonly conflicts: number;
	/** Of those: in the stream, not yet settled. */
	readonly pending: number;
}

/** Everything that the statistics know, read at one instant. */
export interface StatisticsState {
	/** False until they have been built from the record store for the first time, and after they were lost. */
	readonly built: boolean;
	readonly counters: ReadonlyMap<string, number>;
	/** Newest first, at most five. */
	readonly last: readonly LastOne[];
	readonly green: GreenBooks;
	/** When they were last found equal to the record store, milliseconds since the epoch; 0 for never. */
	readonly checkedAtMs: number;
	/** Every slot before this one has been compared with the record store. */
	readonly checkedSlot: number;
	/** Somebody saw counts get lost: they must be rebuilt. */
	readonly suspect: boolean;
	/** Fresh reports of the services, by instance. */
	readonly reports: readonly ServiceReport[];
}

/**
 * Live statistics: a projection of the record store, fast to read, never the truth. Adapters: Redis and in
 * process; both pass `contract/live.contract.ts`.
 *
 * They are counted in a generation with a cut: a document counts in a generation when its `stored_at` is at or
 * after the cut, for what is older was summed from the record store when the generation was built. A document
 * is therefore counted once, also when a writer that died before counting is followed by another.
 *
 * Methods reject as those of RecordStore do. Times are milliseconds since the Unix epoch.
 */
export interface LiveStatistics {
	/**
	 * Counts batches, atomically, in the current generation and in one that is being built; without any it does
	 * nothing. `last` is newest first. Not to be repeated after `deadline_exceeded`: note a suspicion instead.
	 */
	count(batches: readonly Counted[], last: readonly LastOne[]): Promise<void>;

	read(): Promise<StatisticsState>;

	/** Makes a service's report visible to readers for five seconds; a later one of the instance replaces it. */
	publish(report: ServiceReport): Promise<void>;

	/** Notes that counts were lost or are in doubt, so that the next check rebuilds. */
	suspect(): Promise<void>;

	/** Notes that every slot before `slot` equals the record store, and forgets slots before `keepFromSlot`. */
	checked(slot: number, atMs: number, keepFromSlot: number): Promise<void>;

	/**
	 * Takes a right for `forMs`, alone among all processes; false when another has it. The same holder may take
	 * it again, which prolongs it.
	 */
	lease(name: LeaseName, holder: string, forMs: number): Promise<boolean>;

	/** Gives a right back before its time; what another holds stays theirs. */
	release(name: LeaseName, holder: string): Promise<void>;

	/** Begins a next generation: from now on documents stored at or after `cutMs` count in it too. */
	beginRebuild(cutMs: number): Promise<void>;

	/**
	 * Adds what was summed from the record store before the cut, and puts the next generation in place of the
	 * current one; of `last` it takes what is older than the cut. What lies before the cut counts as checked then.
	 * Suspicions of before beginRebuild are over. Rejects with ServiceError('conflict') when no rebuild with that cut has begun.
	 */
	finishRebuild(cutMs: number, sums: Increments, last: readonly LastOne[]): Promise<void>;

	/**
	 * Keeps a point of the lanes' history, atomically: of an instant the first one stays, and points older than
	 * HISTORY_MS before this one go. The history is kept for comfort, not for the books: in process it is gone
	 * with the process.
	 */
	addPoint(point: HistoryPoint): Promise<void>;

	/** Oldest first. */
	history(): Promise<readonly HistoryPoint[]>;
}
