import type { AgeGroup } from './age-group.ts';
import type { PublicCanary } from './canary/public-canary.ts';
import type { PublicFault } from './fault.ts';
import type { ByLane, Lane } from './lane.ts';
import type { LaneTally, Weights } from './service-report.ts';

/** Doses by what they are: `first` has dose number 1, `complete` 2, `further` 3 and up. */
export interface Doses {
	readonly all: number;
	readonly first: number;
	readonly complete: number;
	readonly further: number;
}

/** Milliseconds; absent where nothing was measured in the last ten seconds. */
export interface Latency {
	readonly p50?: number;
	readonly p95?: number;
	readonly p99?: number;
}

/** One of the last five vaccinations, without what would name a person. */
export interface PublicVaccination {
	readonly initials: string;
	readonly ageGroup: AgeGroup;
	readonly department: string;
	readonly vaccine: string;
	readonly dose: number;
	readonly lane: Lane;
	/** Milliseconds since the Unix epoch. */
	readonly storedAtMs: number;
}

/** A department's doses. */
export interface DepartmentDoses extends Doses {
	readonly name: string;
	/** People, INE projection for 2020; absent for places that the table does not know. */
	readonly population?: number;
}

/** Doses by all that people ask about. */
export interface People {
	readonly doses: Doses;
	/** By INE code, and "other". */
	readonly departments: Readonly<Record<string, DepartmentDoses>>;
	readonly ageGroups: Readonly<Record<AgeGroup, Doses>>;
	/** Doses by vaccine; what the table does not know is under "other". */
	readonly vaccines: Readonly<Record<string, number>>;
	/** Doses by dose number. */
	readonly doseNumbers: Readonly<Record<string, number>>;
}

/** What a lane does. Counts are vaccinations. */
export interface LaneFigures {
	readonly weight: number;
	/** Share asked for, 0 to 1. */
	readonly asked: number;
	/** Share served since the weights changed, 0 to 1; absent before the first. */
	readonly observed?: number;
	/** Vaccinations served since the weights changed: what `observed` is a share of, both lanes together. */
	readonly observedOf: number;
	/** Answers a second, over the last ten seconds. */
	readonly ratePerSecond: number;
	/** Since the entries that are running started. */
	readonly tally: LaneTally;
	/** From being let in to the answer to the sender. */
	readonly ack: Latency;
	/** From being let in to being on the record store's disk. */
	readonly durable: Latency;
	/** In the record store. */
	readonly stored: number;
	/** Taken, but not yet in the record store: waiting for an answer (blue), or in the stream (green). */
	readonly inFlight: number;
}

/**
 * The books: accepted = stored + in flight + dead-lettered + lost, where repeats of what was stored before are
 * not counted as accepted.
 */
export interface Ledger {
	readonly accepted: ByLane<number>;
	readonly stored: ByLane<number>;
	/** Green's, in the stream. Blue's are not accepted before they are stored. */
	readonly inFlight: number;
	readonly deadLettered: number;
	/** Of the dead-lettered: ids that are stored with other content. */
	readonly conflicts: number;
	/** Acceptances of what was stored before; taken out of `accepted`. */
	readonly repeats: number;
	/** Accepted and nowhere: what the classroom mode loses, or a Redis without a disk. */
	readonly lost: number;
	/** Whether nothing is lost. */
	readonly closes: boolean;
	/** When the statistics were last compared with the record store, ms since the epoch; absent before. */
	readonly checkedAtMs?: number;
}

/**
 * Everything that the public may know, at one instant: the answer of `GET /api/stats`, and what the feed's
 * deltas change. No names of people. Nothing in it is null, for the feed's patches mean "gone" by null: what is
 * not known is absent.
 */
export interface StatsSnapshot extends People {
	/** Milliseconds since the Unix epoch. */
	readonly atMs: number;
	/** False while the statistics are being built from the record store. */
	readonly built: boolean;
	/** What viewers sent from the page; in none of the other figures about people. */
	readonly visitors: People;
	/** Newest first; without what viewers sent. */
	readonly last: readonly PublicVaccination[];
	/** Doses stored in each of the last 60 whole minutes, by lane, by the minute's start (ms since the epoch). */
	readonly minutes: Readonly<Record<string, ByLane<number>>>;
	/** Absent while no entry reports. */
	readonly split?: {
		readonly weights: Weights;
		readonly version: number;
		readonly changedAtMs: number;
	};
	readonly lanes: ByLane<LaneFigures>;
	/** Vaccinations refused for overload, and requests refused for what they held, since the entries started. */
	readonly refused: { readonly shed: number; readonly invalid: number };
	readonly ledger: Ledger;
	/** Lanes that misbehave on purpose just now; absent while none does. */
	readonly faults?: readonly PublicFault[];
	/** The canary that runs, or that ended last; absent before the first, and while no controller is there. */
	readonly canary?: PublicCanary;
}
