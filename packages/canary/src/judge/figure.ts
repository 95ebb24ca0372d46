import type { Metric } from '@canario/contracts/canary/plan';
import { RARE } from '@canario/statistics/beta-binomial';
import type { Estimate } from '@canario/statistics/interval';
import type { Share } from '@canario/statistics/proportion';
import { proportionSequence } from '@canario/statistics/proportion-sequence';
import { type Ordered, quantileOf, quantileSequence } from '@canario/statistics/quantile';
import type { LaneSample } from '../lane-sample.ts';

/** What was measured of a lane: a share, perhaps no more than its least, or a quantile of latencies in milliseconds. */
export type Figure =
	| { readonly kind: 'share'; readonly share: Share; readonly atLeast?: boolean }
	| { readonly kind: 'quantile'; readonly q: number; readonly ordered: Ordered };

const FIGURES: Readonly<Record<Metric, (lane: LaneSample) => Figure>> = {
	'error-rate': (lane) => shareOf(lane.failed, sentTo(lane)),
	'ack-p50': ({ ack }) => ({ kind: 'quantile', q: 0.5, ordered: ack }),
	'ack-p95': ({ ack }) => ({ kind: 'quantile', q: 0.95, ordered: ack }),
	'ack-p99': ({ ack }) => ({ kind: 'quantile', q: 0.99, ordered: ack }),
	'durable-p95': ({ durable }) => ({ kind: 'quantile', q: 0.95, ordered: durable }),
	loss: ({ lost, taken, lossUnknown = false }) => ({ ...shareOf(lost, taken), atLeast: lossUnknown }),
	conflict: (lane) => shareOf(lane.conflicts, sentTo(lane)),
};

/** What a metric says of a lane. */
export const figureOf = (metric: Metric, lane: LaneSample): Figure => FIGURES[metric](lane);

const sentTo = ({ taken, failed, conflicts }: LaneSample) => taken + failed + conflicts;

// what was taken before the sample began may be lost in it
const shareOf = (count: number, of: number): Figure & { kind: 'share' } => ({
	kind: 'share',
	share: { count: Math.min(count, of), of },
});

/** How many vaccinations or measurements it is of. */
export const sizeOf = (figure: Figure): number =>
	figure.kind === 'share' ? figure.share.of : figure.ordered.count;

/** Whether there may be more of what was counted than was. */
export const isLeast = (figure: Figure): boolean => figure.kind === 'share' && figure.atLeast === true;

/** What it is; `NaN` where nothing was measured. */
export const observedOf = (figure: Figure): number =>
	figure.kind === 'share' ? figure.share.count / figure.share.of : quantileOf(figure.ordered, figure.q);

/** The figure with its interval, which holds at all looks together but for `risk`; shares are expected to be small. */
export const estimateOf = (figure: Figure, risk: number): Estimate =>
	figure.kind === 'share'
		? proportionSequence(figure.share, risk, RARE)
		: quantileSequence(figure.ordered, figure.q, risk);

/** The same for distances, which are of two: as if all measurements were the least, and the most, that they may be. */
export function edgesOf(figure: Figure, risk: number): { least: Estimate; most: Estimate } {
	if (figure.kind === 'share' || !figure.ordered.atLeast) {
		const exact = estimateOf(figure, risk);
		return { least: exact, most: exact };
	}
	const { count, at, atLeast } = figure.ordered;
	const edge = (of: Ordered['at']) => estimateOf({ ...figure, ordered: { count, at: of } }, risk);
	return { least: edge(atLeast), most: edge(at) };
}

/** The figure of a sample `factor` times as large in which all is as in this one. */
export function timesAsLarge(figure: Figure, factor: number): Figure {
	if (figure.kind === 'share') {
		const { count, of } = figure.share;
		return { ...figure, share: { count: count * factor, of: of * factor } };
	}
	const { count, at, atLeast } = figure.ordered;
	const rankOf = (rank: number) => Math.min(Math.max(Math.ceil(rank / factor), 1), count);
	const ordered = {
		// a part of a measurement is never below the upper end, which then seems not to be reached yet
		count: Math.ceil(count * factor),
		at: (rank: number) => at(rankOf(rank)),
		...(atLeast && { atLeast: (rank: number) => atLeast(rankOf(rank)) }),
	};
	return { ...figure, ordered };
}
