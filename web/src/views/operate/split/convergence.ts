import type { SplitState } from '@canario/contracts/split-change';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { judgeShare } from '@canario/statistics/judge-share';

/** Vaccinations from which an observed share says anything. */
const ENOUGH = 50;

/**
 * What became of green's observed share after a change. `reached`: it is within the 99 % band of what was asked, or as
 * close as drawing by turns can be. `off`: enough was served, and it is not. `thin`: too little was served to tell.
 * `overtaken`: the weights were changed again.
 */
export type Convergence =
	| { readonly kind: 'reached' | 'off'; readonly share: number; readonly of: number }
	| { readonly kind: 'thin'; readonly of: number }
	| { readonly kind: 'overtaken' };

type Made = Pick<SplitState, 'version' | 'changedAtMs' | 'weights'>;

/** One look at the figures of the feed after the change `made`. */
export function convergenceOf(
	{ version, changedAtMs, weights: { blue, green } }: Made,
	{ split, lanes }: Pick<StatsSnapshot, 'split' | 'lanes'>,
): Convergence {
	// a confirmation raises the version and leaves the weights, and since when they are these
	const isOurs = split !== undefined && split.version >= version && split.changedAtMs === changedAtMs;
	if (!isOurs) return (split?.version ?? 0) > version ? { kind: 'overtaken' } : { kind: 'thin', of: 0 };
	const { observed: share = 0, observedOf: of } = lanes.green;
	if (of < ENOUGH) return { kind: 'thin', of };
	const { verdict } = judgeShare(green / (blue + green), { count: Math.round(share * of), of });
	return { kind: verdict === 'beyond' ? 'off' : 'reached', share, of };
}
