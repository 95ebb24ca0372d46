import type { Check, Metric } from '@canario/contracts/canary/plan';
import type { LaneSample } from '../lane-sample.ts';
import { type Figure, figureOf, sizeOf, timesAsLarge } from './figure.ts';
import { leastFactor } from './least-factor.ts';
import { lookAt } from './look.ts';
import { type Question, questionsOf } from './question.ts';

export interface Forecast {
	/** What is known of the lane that the canary's is compared with; without measurements nothing is expected to fail. */
	readonly other?: LaneSample | undefined;
	/** Of the canary's lane, above 0 up to 1. Where it has all there is nothing to compare with. */
	readonly share: number;
	readonly passRisk: number;
}

/** As a part of it nothing is any distance, so it is not quite 0. */
const INSTANT = { count: 1, at: () => 0.001 };
/** A lane of which nothing is known but good. */
const FAULTLESS: LaneSample = { taken: 1, failed: 0, conflicts: 0, lost: 0, ack: INSTANT, durable: INSTANT };

/**
 * About how many samples of the canary's lane a check needs until it passes, if that lane is as good as the other.
 * `undefined` when it would not pass then either, with any number.
 */
export function neededFor(check: Check, { other, share, passRisk }: Forecast): number | undefined {
	const figure = firstMeasured(check.metric, other ? [figureOf(check.metric, other)] : []);
	const needed = questionsOf(check)
		.filter(({ kind }) => kind === 'threshold' || share < 1)
		.map((question) => untilPass(question, figure, { share, passRisk }));
	return needed.reduce<number | undefined>(
		(most, next) => (most === undefined || next === undefined ? undefined : Math.max(most, next)),
		0,
	);
}

/** The first figure of something, or else that of a lane without a fault. */
export const firstMeasured = (metric: Metric, figures: readonly Figure[]): Figure =>
	figures.find((figure) => sizeOf(figure) > 0) ?? figureOf(metric, FAULTLESS);

/** How many samples of the canary's lane have a question pass, if both lanes have the rates of `figure`. */
export function untilPass(
	question: Question,
	figure: Figure,
	{ share, passRisk }: Omit<Forecast, 'other'>,
): number | undefined {
	const sized = (size: number) => timesAsLarge(figure, size / sizeOf(figure));
	const found = leastFactor((size) => {
		const figures = { own: sized(size), other: sized((size * (1 - share)) / share) };
		return lookAt(question, figures, { alarm: passRisk, pass: passRisk }).verdict === 'pass';
	});
	return found === undefined ? undefined : Math.ceil(found);
}
