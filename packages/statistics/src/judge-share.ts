import { type Interval, Z } from './interval.ts';
import { proportion, type Share } from './proportion.ts';

/**
 * What the distance of an observed share from the one asked for says. `none`: nothing was observed. `exact`: less
 * than one draw away, which no splitter can better. `chance`: within what a lottery would do in 99 of 100 looks.
 * `beyond`: more than that.
 */
export type ShareVerdict = 'none' | 'exact' | 'chance' | 'beyond';

export interface ShareJudgement {
	readonly verdict: ShareVerdict;
	/** The 99 % score interval of the observed share; 0 to 1 where nothing was observed. */
	readonly band: Interval;
}

/**
 * Judges one look at a share of `count` in `of`; of a hundred looks at a lottery one would say `beyond`.
 *
 * @param asked share asked for, 0 to 1.
 * @throws {RangeError} when `count` is not within 0 to `of`.
 */
export function judgeShare(asked: number, { count, of }: Share): ShareJudgement {
	if (of === 0) return { verdict: 'none', band: { low: 0, high: 1 } };
	const { low, high } = proportion({ count, of }, Z[0.99]);
	const band = { low, high };
	if (Math.abs(count - asked * of) < 1) return { verdict: 'exact', band };
	// who asks for nothing or for all gets just that: one draw is too many, whatever the band
	const certain = asked === 0 || asked === 1;
	const within = !certain && asked >= low && asked <= high;
	return { verdict: within ? 'chance' : 'beyond', band };
}
