import type { Interval } from '@canario/statistics/interval';
import { judgeShare, type ShareJudgement } from '@canario/statistics/judge-share';

/** Shares of one lane, 0 to 1. */
export interface Shares {
	readonly asked: number;
	/** Absent before the first. */
	readonly observed: number | undefined;
	/** How many were served by both lanes together. */
	readonly total: number;
}

/** Judges one look; of a hundred looks at a lottery one would say `beyond`. */
export function judge({ asked, observed, total }: Shares): ShareJudgement {
	// a share is all that travels; of a whole number of requests it gives their number back
	return judgeShare(
		asked,
		observed === undefined ? { count: 0, of: 0 } : { count: Math.round(observed * total), of: total },
	);
}

/** The part of the axis that shows asked, observed and the band, with room at both ends. */
export function windowOf({ asked, observed }: Shares, { low, high }: Interval): Interval {
	const from = Math.min(asked, observed ?? asked, low);
	const to = Math.max(asked, observed ?? asked, high);
	const room = Math.max(0.002, (to - from) * 0.15);
	return { low: Math.max(0, from - room), high: Math.min(1, to + room) };
}
