import type { Latency, Load } from '../load/load.ts';

/** What one side did in one round. */
export interface Sample {
	/** Requests that were acknowledged, or records, or messages that were received. */
	readonly operations: number;
	/** In which all of it was done, what was acknowledged before it was stored included. */
	readonly seconds: number;
	/** Of the measured processes; undefined where the system does not tell. */
	readonly cpuSeconds: number | undefined;
	/** Answers by status, and requests without one. */
	readonly statuses?: Load['statuses'];
	readonly accepted?: Latency;
	readonly refused?: Latency;
	/** Memory of the measured process for each of those it serves. */
	readonly bytesEach?: number;
	/** What must not happen and did, a clause each. */
	readonly faults: readonly string[];
}

/** Something that is measured. */
export interface Side {
	readonly name: string;
	run(seconds: number): Promise<Sample>;
}

/** One sample of each side, by its name. */
export type Round = ReadonlyMap<string, Sample>;
