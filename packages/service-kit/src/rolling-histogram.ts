import * as hdr from 'hdr-histogram-js';
import { microsOf, newHistogram } from './histogram.ts';

const SLICES = 5;

/** Quantiles in milliseconds; absent where nothing was measured. */
export interface Quantiles {
	readonly p50?: number;
	readonly p95?: number;
	readonly p99?: number;
}

/** HDR histogram of durations over the last `windowMs` (in steps of a fifth of it); two significant digits. */
export class RollingHistogram {
	readonly #sliceMs: number;
	readonly #nowMs: () => number;
	readonly #startedMs: number;
	/** By number: slice n holds what came from n × sliceMs on. */
	readonly #slices = new Map<number, hdr.Histogram>();

	/** @param nowMs a clock that does not jump, milliseconds. */
	constructor(windowMs = 10_000, nowMs: () => number = () => performance.now()) {
		this.#sliceMs = windowMs / SLICES;
		this.#nowMs = nowMs;
		this.#startedMs = nowMs();
	}

	/** @param durationMs negative ones (clocks of two machines) count as 0. */
	record(durationMs: number): void {
		const slice = this.#slice();
		let histogram = this.#slices.get(slice);
		if (!histogram) {
			this.#expire();
			histogram = newHistogram();
			this.#slices.set(slice, histogram);
		}
		histogram.recordValue(microsOf(durationMs));
	}

	/** Measurements a second over the window, or since the start where that is later. */
	get ratePerSecond(): number {
		this.#expire();
		let total = 0;
		for (const histogram of this.#slices.values()) total += histogram.totalCount;
		const now = this.#nowMs();
		const sinceMs = Math.max((this.#slice() - SLICES + 1) * this.#sliceMs, this.#startedMs);
		return total / (Math.max(now - sinceMs, 1_000) / 1_000);
	}

	/** The window's histogram of microseconds, encoded so that readers can merge it with others. */
	encode(): string {
		this.#expire();
		const sum: hdr.Histogram = newHistogram();
		for (const histogram of this.#slices.values()) sum.add(histogram);
		return hdr.encodeIntoCompressedBase64(sum);
	}

	#slice(): number {
		return Math.floor(this.#nowMs() / this.#sliceMs);
	}

	#expire(): void {
		const oldest = this.#slice() - SLICES + 1;
		for (const slice of this.#slices.keys()) if (slice < oldest) this.#slices.delete(slice);
	}
}

/** Quantiles of several encoded histograms of microseconds taken together. */
export function mergedQuantiles(encoded: readonly string[]): Quantiles {
	const sum: hdr.Histogram = newHistogram();
	for (const one of encoded) sum.add(hdr.decodeFromCompressedBase64(one));
	if (sum.totalCount === 0) return {};
	const at = (percentile: number) => sum.getValueAtPercentile(percentile) / 1000;
	return { p50: at(50), p95: at(95), p99: at(99) };
}
