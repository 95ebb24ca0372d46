import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { Check, Metric } from '@canario/contracts/canary/plan';

/** What a check asks: of the canary's lane alone, or of its distance from the other. */
export interface Question {
	readonly metric: Metric;
	readonly kind: CheckResult['kind'];
	/** Share, milliseconds, or part of the other lane's value. */
	readonly limit: number;
	readonly ratio: boolean;
	/** Every one is counted, so that what was measured is the truth and no interval around it. */
	readonly census: boolean;
}

/** The questions of a check, the threshold first. */
export function questionsOf({ metric, threshold, comparison }: Check): readonly Question[] {
	const questions: Question[] = [];
	if (threshold !== undefined)
		questions.push({ metric, kind: 'threshold', limit: threshold, ratio: false, census: metric === 'loss' });
	if (comparison)
		questions.push({
			metric,
			kind: 'comparison',
			limit: comparison.limit,
			ratio: comparison.by === 'ratio',
			census: false,
		});
	return questions;
}
