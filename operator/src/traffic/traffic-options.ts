import type { Ledger } from './ledger.ts';
import type { TrafficModel } from './pace.ts';
import type { Counts, TallySummary } from './tally.ts';
import type { TrafficRecord } from './traffic-file.ts';

export interface TrafficOptions {
	/** URL of the entry; its path is the path of the requests. */
	readonly target: string;
	/** What to draw from: see `readTrafficFile`. */
	readonly source: readonly TrafficRecord[];
	readonly model: TrafficModel;
	/** How long new requests begin; `Infinity` runs until `signal`. */
	readonly durationMs: number;
	/** Whole number; the same one draws the same records in the same order. */
	readonly seed: number;
	/** Sends arrays of so many vaccinations, 1 to 500, instead of single ones. */
	readonly array?: number | undefined;
	/** Repeats a single vaccination, under the same key, while it gets no answer or 503; not for arrays. */
	readonly retry?: boolean | undefined;
	/** For each try of a request; 10 s unless told. */
	readonly requestTimeoutMs?: number | undefined;
	/** Called once a second and at the end. */
	readonly onProgress?: ((progress: TrafficProgress) => void) | undefined;
	/** Ends the run early: nothing new is sent, and answers are awaited for two seconds. */
	readonly signal?: AbortSignal | undefined;
	/** Takes down each vaccination; flushed at the end, and left open. */
	readonly ledger?: Ledger | undefined;
}

export interface TrafficProgress extends Counts {
	readonly elapsedMs: number;
	readonly durationMs: number;
}

export interface TrafficSummary extends TallySummary {
	/** Whether every vaccination that was due was sent and acknowledged. */
	readonly ok: boolean;
	readonly target: string;
	readonly seed: number;
	readonly model: TrafficModel;
	/** From the first request to the last answer. */
	readonly elapsedMs: number;
}
