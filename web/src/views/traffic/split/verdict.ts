import { type Interval, wilson99 } from './wilson.ts';

/** Shares of one lane, 0 to 1. */
export interface Shares {
	readonly asked: number;
	/** Absent before the first. */
	readonly observed: number | undefined;
	/** How many were served by both lanes together. */
	readonly total: number;
}

/**
 * What the distance of asked and observed says. `exact`: less than one request away, which no splitter can
 * better. `chance`: within what a lottery would do in 99 of 100 cases. `beyond`: more than that.
 */
export type Verdict = 'none' | 'exact' | 'chance' | 'beyond';

export interface Judgement {
	readonly verdict: Verdict;
	readonly band: Interval;
}

/** Judges one look; of a hundred looks at a lottery one would say `beyond`. */
export function judge({ asked, observed, total }: Shares): Judgement {
	if (observed === undefined || total === 0) return { verdict: 'none', band: { low: 0, high: 1 } };
	const band = wilson99(observed, total);
	if (Math.abs(observed - asked) * total < 1) return { verdict: 'exact', band };
	// A lane with nothing to get must get nothing: one request is too many, whatever the band.
	const certain = asked === 0 || asked === 1;
	const within = !certain && asked >= band.low && asked <= band.high;
	return { verdict: within ? 'chance' : 'beyond', band };
}

/** The part of the axis that shows asked, observed and the band, with room at both ends. */
export function windowOf({ asked, observed }: Shares, { low, high }: Interval): Interval {
	const from = Math.min(asked, observed ?? asked, low);
	const to = Math.max(asked, observed ?? asked, high);
	const room = Math.max(0.002, (to - from) * 0.15);
	return { low: Math.max(0, from - room), high: Math.min(1, to + room) };
}
