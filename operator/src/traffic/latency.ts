import { build, type Histogram } from 'hdr-histogram-js';

/** Milliseconds, to the microsecond; all 0 when `count` is. */
export interface LatencySummary {
	readonly count: number;
	readonly p50Ms: number;
	readonly p95Ms: number;
	readonly p99Ms: number;
	readonly maxMs: number;
}

const HIGHEST_US = 600_000_000;

/** Latencies in bounded memory, exact to three digits up to ten minutes (longer ones count as ten). */
export class LatencyRecorder {
	readonly #histogram: Histogram = build({
		highestTrackableValue: HIGHEST_US,
		numberOfSignificantValueDigits: 3,
	});
	#maxUs = 0;

	record(latencyMs: number): void {
		const latencyUs = Math.min(HIGHEST_US, Math.max(0, Math.round(latencyMs * 1_000)));
		this.#histogram.recordValue(latencyUs);
		this.#maxUs = Math.max(this.#maxUs, latencyUs);
	}

	summary(): LatencySummary {
		// the histogram gives the upper end of a bucket, which may lie above the true maximum
		const atMs = (percentile: number) =>
			Math.min(this.#histogram.getValueAtPercentile(percentile), this.#maxUs) / 1_000;
		return {
			count: this.#histogram.totalCount,
			p50Ms: atMs(50),
			p95Ms: atMs(95),
			p99Ms: atMs(99),
			maxMs: this.#maxUs / 1_000,
		};
	}
}
