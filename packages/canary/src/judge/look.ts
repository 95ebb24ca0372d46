import type { Verdict } from '@canario/contracts/canary/check-result';
import { differenceOf, type Estimate, excessOf } from '@canario/statistics/interval';
import { estimateOf, type Figure, sizeOf } from './figure.ts';
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

/** Judges one question at one look. It fails or passes when a whole interval is beyond its limit, or none of it is. */
export function lookAt(question: Question, figures: Figures, risks: Risks): Look {
	const { limit, kind } = question;
	if (question.census) return count(figures.own, limit);
	const pass = intervalOf(question, figures, risks.pass);
	const alarm = intervalOf(question, figures, risks.alarm);
	const isMeasured = sizeOf(figures.own) > 0 && (kind === 'threshold' || sizeOf(figures.other) > 0);
	if (isMeasured && alarm.low > limit) return { verdict: 'fail', interval: alarm };
	if (isMeasured && pass.high <= limit) return { verdict: 'pass', interval: pass };
	return { verdict: 'inconclusive', interval: pass.value > limit ? alarm : pass };
}

/** Nothing is left to chance where every one is counted. */
function count(own: Figure, limit: number): Look {
	const { value } = estimateOf(own, 0.5);
	if (sizeOf(own) === 0) return { verdict: 'inconclusive', interval: { value, low: 0, high: 1 } };
	return { verdict: value > limit ? 'fail' : 'pass', interval: { value, low: value, high: value } };
}

function intervalOf({ kind, ratio }: Question, { own, other }: Figures, risk: number): Estimate {
	const estimate = estimateOf(own, risk);
	if (kind === 'threshold') return estimate;
	return (ratio ? excessOf : differenceOf)(estimate, estimateOf(other, risk));
}
