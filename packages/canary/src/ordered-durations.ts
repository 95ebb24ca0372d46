import { newHistogram } from '@canario/service-kit/histogram';
import type { Ordered } from '@canario/statistics/quantile';
import * as hdr from 'hdr-histogram-js';

/** The one layout that all reports have. */
const layout = newHistogram();

/** How many counts an encoded histogram has. */
export const COUNTS = layout.countsArrayLength;

/** The counts of an encoded histogram, by the place of their duration. */
export function countsOf(encoded: string): Float64Array {
	const histogram = hdr.decodeFromCompressedBase64(encoded, 64);
	const counts = new Float64Array(COUNTS);
	if (!(histogram instanceof hdr.JsHistogram)) return counts;
	return counts.map((_, index) => histogram.getCountAtIndex(index));
}

/** Durations in milliseconds, as exact as the histogram: less than 1 % too long by `at`, and too short by `atLeast`. */
export function orderedDurations(counts: Float64Array): Ordered {
	/** Of the places that hold something: how many durations there are up to each. */
	const upTo: number[] = [];
	const least: number[] = [];
	const most: number[] = [];
	let count = 0;
	for (const [index, here] of counts.entries()) {
		if (here === 0) continue;
		count += here;
		upTo.push(count);
		const lowest = layout.valueFromIndex(index);
		least.push(lowest / 1000);
		most.push(layout.highestEquivalentValue(lowest) / 1000);
	}
	const among = (edges: readonly number[]) => (rank: number) =>
		edges[firstAtLeast(upTo, Math.min(rank, count))] ?? Number.NaN;
	return { count, at: among(most), atLeast: among(least) };
}

/** Place of the first that is at least `least`, among what ascends. */
function firstAtLeast(ascending: readonly number[], least: number): number {
	let [low, high] = [0, ascending.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ascending[middle] ?? 0) < least) low = middle + 1;
		else high = middle;
	}
	return low;
}
