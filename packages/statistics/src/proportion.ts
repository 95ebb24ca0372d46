import type { Estimate } from './interval.ts';

/** So many of so many. */
export interface Share {
	readonly count: number;
	readonly of: number;
}

/**
 * A proportion with its score interval (Wilson 1927, JASA 22:209; without continuity correction). It is sensible also
 * where `count` is 0 or all.
 *
 * @param z critical value, `Z[0.99]`; it is for looking once. `proportionSequence` is for looking again and again.
 * @throws {RangeError} when `count` is not within 0 to `of`, or `of` is not above 0.
 */
export function proportion({ count, of }: Share, z: number): Estimate {
	if (!(of > 0 && count >= 0 && count <= of)) throw new RangeError(`${count} of ${of} is no proportion`);
	const value = count / of;
	const z2 = z * z;
	const centre = (value + z2 / (2 * of)) / (1 + z2 / of);
	const half = (z / (1 + z2 / of)) * Math.sqrt((value * (1 - value)) / of + z2 / (4 * of * of));
	// the formula gives 0 and 1 there, but for rounding
	return {
		value,
		low: count === 0 ? 0 : centre - half,
		high: count === of ? 1 : centre + half,
	};
}
