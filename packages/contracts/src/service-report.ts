import type { CanaryReport } from './canary/public-canary.ts';
import type { ByLane, Lane } from './lane.ts';

/** Weights as asked for: whole numbers ≥ 0, not all zero; a lane's share is its weight over their sum. */
export type Weights = ByLane<number>;

/** Counts of one lane since the entry started. */
export interface LaneTally {
	readonly stored: number;
	readonly accepted: number;
	readonly duplicates: number;
	readonly conflicts: number;
	/** Vaccinations that the lane did not take: their senders heard 503. */
	readonly failed: number;
}

/** What the entry measured, published every second. */
export interface EntryReport {
	readonly service: 'dummy-splitter';
	readonly instance: string;
	/** Milliseconds since the Unix epoch. */
	readonly atMs: number;
	/** When the counts of this instance began: milliseconds since the Unix epoch. */
	readonly sinceMs: number;
	readonly weights: Weights;
	/** Version of the weights, and when they were set. */
	readonly version: number;
	readonly changedAtMs: number;
	/** Vaccinations by the lane that served them, since the last change of the weights. */
	readonly observed: ByLane<number>;
	readonly tally: ByLane<LaneTally>;
	/** Vaccinations that failed without it being known at which lane, since start: in a mesh. They are in no tally. */
	readonly unknownFailed: number;
	/** Answers a second, over the histogram's window. */
	readonly ratePerSecond: ByLane<number>;
	/** Waiting in the entry for a lane's answer. */
	readonly inFlight: ByLane<number>;
	/** Refused for overload, since start. */
	readonly shed: number;
	/** Refused as invalid, since start. */
	readonly invalid: number;
	/** HDR histograms of acknowledgement, microseconds, over the last ten seconds, encoded (base64). */
	readonly ack: ByLane<string>;
	/** The same since `sinceMs`, of what was stored or accepted: repeats and conflicts are not in it. */
	readonly ackTotal: ByLane<string>;
}

/** What a writer of a lane measured, published every second. */
export interface WriterReport {
	readonly service: 'blue-grpc' | 'subscriber';
	readonly instance: string;
	readonly atMs: number;
	/** When the counts of this instance began: milliseconds since the Unix epoch. */
	readonly sinceMs: number;
	readonly lane: Lane;
	/** HDR histogram from the entry's acceptance to the record store's answer, microseconds, last ten seconds. */
	readonly durable: string;
	/** The same since `sinceMs`. */
	readonly durableTotal: string;
	/** Vaccinations that the writer holds in memory and that are in no stream: blue's, and the classroom mode's. */
	readonly held: number;
}

/** What services publish into the live store; those of one kind come from several instances. */
export type ServiceReport = EntryReport | WriterReport | CanaryReport;
