import * as hdr from 'hdr-histogram-js';

const SLICES = 5;

const newHistogram = () =>
	hdr.build({
		lowestDiscernibleValue: 1,
		highestTrackableValue: 3_600_000_000,
		numberOfSignificantValueDigits: 2,
		bitBucketSize: 32,
	});

/** Quantiles in milliseconds; null where nothing was measured. */
export interface Quantiles {
	readonly p50: number | null;
	readonly p95: number | null;
	readonly p99: number | null;
}

/** HDR histogram of durations over the last `windowMs` (in steps of a fifth of it); two significant digits. */
export class RollingHistogram {
	readonly #sliceMs: number;
	readonly #nowMs: () => number;
	readonly #slices: { startMs: number; histogram: hdr.Histogram }[] = [];

	/** @param nowMs a clock that does not jump, milliseconds. */
	constructor(windowMs = 10_000, nowMs: () => number = () => performance.now()) {
		this.#sliceMs = windowMs / SLICES;
		this.#nowMs = nowMs;
	}

	/** @param durationMs negative ones (clocks of two machines) count as 0. */
	record(durationMs: number): void {
		this.#current().recordValue(Math.min(Math.max(Math.round(durationMs * 1000), 0), 3_600_000_000));
	}

	/** Measurements a second over the window. */
	get ratePerSecond(): number {
		this.#expire();
		const total = this.#slices.reduce((sum, { histogram }) => sum + histogram.totalCount, 0);
		return total / ((this.#sliceMs * SLICES) / 1000);
	}

	/** The window's histogram of microseconds, encoded so that readers can merge it with others. */
	encode(): string {
		this.#expire();
		const sum = newHistogram();
		for (const { histogram } of this.#slices) sum.add(histogram);
		return hdr.encodeIntoCompressedBase64(sum);
	}

	#current(): hdr.Histogram {
		const now = this.#nowMs();
		const newest = this.#slices.at(-1);
		if (newest && now < newest.startMs + this.#sliceMs) return newest.histogram;
		this.#expire();
		const histogram = newHistogram();
		this.#slices.push({ startMs: now, histogram });
		return histogram;
	}

	#expire(): void {
		const oldest = this.#nowMs() - this.#sliceMs * SLICES;
		while (this.#slices[0] && this.#slices[0].startMs <= oldest) this.#slices.shift();
	}
}

/** Quantiles of several encoded histograms of microseconds taken together. */
export function mergedQuantiles(encoded: readonly string[]): Quantiles {
	const sum = newHistogram();
	for (const one of encoded) sum.add(hdr.decodeFromCompressedBase64(one));
	if (sum.totalCount === 0) return { p50: null, p95: null, p99: null };
	const at = (percentile: number) => sum.getValueAtPercentile(percentile) / 1000;
	return { p50: at(50), p95: at(95), p99: at(99) };
}
