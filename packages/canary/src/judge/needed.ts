import { isLeast, sizeOf, timesAsLarge } from './figure.ts';
import { leastFactor } from './least-factor.ts';
import { type Figures, lookAt, type Risks } from './look.ts';
import { firstMeasured, untilPass } from './needed-for.ts';
import type { Question } from './question.ts';

/**
 * About how many more samples of the canary's lane decide a question, if both lanes go on as they did, in the same
 * proportion; upwards to two digits, for it is worth no more. A lane of which nothing was measured yet is taken for as
 * good as the other. `undefined` where no number of samples decides it, as where it waits for the books.
 */
export function neededOf(question: Question, figures: Figures, risks: Risks): number | undefined {
	if (isLeast(figures.own) || isLeast(figures.other)) return undefined;
	const n = sizeOf(figures.own);
	const isMeasured = n > 0 && (question.kind === 'threshold' || sizeOf(figures.other) > 0);
	if (!isMeasured) {
		const figure = firstMeasured(question.metric, [figures.own, figures.other]);
		const all = untilPass(question, figure, { share: 0.5, passRisk: risks.pass });
		return all === undefined ? undefined : roundedUp(Math.max(all - n, 1));
	}
	const factor = leastFactor((factor) => {
		const later = { own: timesAsLarge(figures.own, factor), other: timesAsLarge(figures.other, factor) };
		return lookAt(question, later, risks).verdict !== 'inconclusive';
	});
	return factor === undefined ? undefined : roundedUp((factor - 1) * n);
}

/** To two digits. */
function roundedUp(number: number): number {
	const unit = 10 ** Math.max(Math.floor(Math.log10(Math.max(number, 1))) - 1, 0);
	return Math.ceil(number / unit) * unit;
}
