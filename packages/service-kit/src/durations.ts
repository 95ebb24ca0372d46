import * as hdr from 'hdr-histogram-js';
import { microsOf, newHistogram } from './histogram.ts';
import { RollingHistogram } from './rolling-histogram.ts';

/** Durations over the last seconds, for people who watch; and since the beginning, for those who compare two readings. */
export class Durations {
	readonly #recent: RollingHistogram;
	readonly #total = newHistogram(64);
	#encoded: string | undefined;

	/** The beginning, milliseconds since the Unix epoch. */
	readonly sinceMs: number;

	/** @param nowMs a clock that does not jump, milliseconds. */
	constructor(sinceMs = Date.now(), nowMs?: () => number) {
		this.sinceMs = sinceMs;
		this.#recent = new RollingHistogram(undefined, nowMs);
	}

	/** @param durationMs negative ones count as 0. */
	record(durationMs: number): void {
		this.recordRecent(durationMs);
		this.#total.recordValue(microsOf(durationMs));
		this.#encoded = undefined;
	}

	/** As `record`, but left out of the total. */
	recordRecent(durationMs: number): void {
		this.#recent.record(durationMs);
	}

	/** Measurements a second, over the last ten seconds. */
	get ratePerSecond(): number {
		return this.#recent.ratePerSecond;
	}

	/** HDR histogram of microseconds over the last ten seconds, encoded. */
	encodeRecent(): string {
		return this.#recent.encode();
	}

	/** HDR histogram of microseconds since the beginning, encoded; the same string while nothing was recorded. */
	encodeTotal(): string {
		this.#encoded ??= hdr.encodeIntoCompressedBase64(this.#total);
		return this.#encoded;
	}
}
