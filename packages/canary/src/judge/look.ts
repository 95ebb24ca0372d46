import type { Verdict } from '@canario/contracts/canary/check-result';
import { differenceOf, type Estimate, excessOf } from '@canario/statistics/interval';
import { edgesOf, estimateOf, type Figure, isLeast, observedOf, sizeOf } from './figure.ts';
import type { Question } from './question.ts';

/** What was measured of the canary's lane, and of the other. */
export interface Figures {
	readonly own: Figure;
	readonly other: Figure;
}

export interface Risks {
	/** Of this question's failing although its limit is kept. */
	readonly alarm: number;
	/** Of its passing although its limit is not. */
	readonly pass: number;
}

export interface Look {
	readonly verdict: Verdict;
	/** Of the value or of the distance, of the confidence that decides: where undecided it has the limit in it. */
	readonly interval: Estimate;
}

/**
 * Judges one question at one look. It fails when the whole interval is above its limit, and passes when none of it is; the
 * interval is of the risk of what the value makes possible.
 */
export function lookAt(question: Question, figures: Figures, risks: Risks): Look {
	const { limit, kind } = question;
	if (question.census) return counted(figures.own, limit);
	const isMeasured = sizeOf(figures.own) > 0 && (kind === 'threshold' || sizeOf(figures.other) > 0);
	const isAbove = valueIn(question, figures) > limit;
	const interval = intervalIn(question, figures, isAbove ? risks.alarm : risks.pass);
	const isWhole = !isLeast(figures.own) && !isLeast(figures.other);
	const isDecided = isMeasured && isWhole && (isAbove ? interval.low > limit : interval.high <= limit);
	if (!isDecided) return { verdict: 'inconclusive', interval };
	return { verdict: isAbove ? 'fail' : 'pass', interval };
}

/** Nothing is left to chance where every one is counted; where more may come to light it does not pass. */
function counted(own: Figure, limit: number): Look {
	const value = observedOf(own);
	if (sizeOf(own) === 0) return { verdict: 'inconclusive', interval: { value, low: 0, high: 1 } };
	if (value > limit) return { verdict: 'fail', interval: { value, low: value, high: value } };
	if (isLeast(own)) return { verdict: 'inconclusive', interval: { value, low: value, high: 1 } };
	return { verdict: 'pass', interval: { value, low: value, high: value } };
}

/** What is held against the limit. */
function valueIn({ kind, ratio }: Question, { own, other }: Figures): number {
	if (kind === 'threshold') return observedOf(own);
	return ratio ? observedOf(own) / observedOf(other) - 1 : observedOf(own) - observedOf(other);
}

function intervalIn({ kind, ratio }: Question, { own, other }: Figures, risk: number): Estimate {
	if (kind === 'threshold') return estimateOf(own, risk);
	const distanceOf = ratio ? excessOf : differenceOf;
	const [mine, theirs] = [edgesOf(own, risk), edgesOf(other, risk)];
	return {
		value: distanceOf(mine.most, theirs.most).value,
		low: distanceOf(mine.least, theirs.most).low,
		high: distanceOf(mine.most, theirs.least).high,
	};
}
