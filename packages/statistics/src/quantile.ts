import type { Estimate } from './interval.ts';

/** Measurements in order, as a histogram can give them. */
export interface Ordered {
	readonly count: number;
	/** The measurement of that rank, 1 for the smallest. */
	readonly at: (rank: number) => number;
}

/**
 * A quantile with the interval between two order statistics, which needs no assumption about the distribution
 * (Conover 1999, "Practical Nonparametric Statistics", 3.2, large samples; Campbell and Gardner 1988, BMJ 296:1454).
 * An end that the sample does not reach is infinite: too few measurements say nothing about that side.
 *
 * @param q 0 to 1, for example 0.95.
 * @param z critical value: `Z[0.99]` for looking once, `anytimeZ(…)` for looking again and again.
 */
export function quantile(ordered: Ordered, q: number, z: number): Estimate {
	const { count, at } = ordered;
	if (count === 0)
		return { value: Number.NaN, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
	const middle = count * q;
	const half = z * Math.sqrt(count * q * (1 - q));
	const low = Math.floor(middle - half);
	const high = Math.ceil(middle + half) + 1;
	return {
		value: at(Math.min(Math.max(Math.ceil(middle), 1), count)),
		low: low < 1 ? Number.NEGATIVE_INFINITY : at(low),
		high: high > count ? Number.POSITIVE_INFINITY : at(high),
	};
}
