import type { Ordered } from '@canario/statistics/quantile';

/** Bins are a hundredth wide, about as those of the histograms that services report: e to so much. */
const WIDTH = 0.01;
/** From 0.05 ms to an hour. */
const LOWEST = Math.floor(Math.log(0.05) / WIDTH);
const BINS = Math.ceil(Math.log(3_600_000) / WIDTH) - LOWEST;

const binOf = (logMs: number) => Math.min(Math.max(Math.floor(logMs / WIDTH) - LOWEST, 0), BINS - 1);
const middleOf = (bin: number) => Math.exp((bin + LOWEST + 0.5) * WIDTH);

/** A latency as the bins have it: the middle of its own. */
export const asMeasured = (ms: number): number => middleOf(binOf(Math.log(ms)));

/** Latencies in bins. */
export class Latencies {
	readonly #bins = new Uint32Array(BINS);
	#count = 0;

	/** @param logMs natural logarithm of milliseconds. */
	add(logMs: number): void {
		const bin = binOf(logMs);
		this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
		this.#count += 1;
	}

	/** What came so far; later ones are not in it. */
	ordered(): Ordered {
		const upTo = new Uint32Array(BINS);
		let sum = 0;
		for (let bin = 0; bin < BINS; bin++) {
			sum += this.#bins[bin] ?? 0;
			upTo[bin] = sum;
		}
		return { count: this.#count, at: (rank) => middleOf(firstWith(upTo, rank)) };
	}
}

/** The first bin up to which there are `rank`. */
function firstWith(upTo: Uint32Array, rank: number): number {
	let low = 0;
	let high = BINS - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((upTo[middle] ?? 0) >= rank) high = middle;
		else low = middle + 1;
	}
	return low;
}
