import { weightsBack } from '@canario/canary/weights-at';
import type { CanaryState } from '@canario/contracts/canary/state';
import { formatDuration } from '@canario/service-kit/duration';
import { sameWeights } from '@canario/traffic-split/weights';
import { timeText, weightsWords } from '../split/split-text.ts';

/** On a way back: the weights of now and about when those before the canary are back, in a line; else nothing. */
export function backLines(canary: CanaryState): string[] {
	const { phase, plan, weights, from } = canary;
	if (phase !== 'back') return [];
	const now = `  now ${weightsWords(weights)}`;
	if (sameWeights(weights, from)) return [now];
	if (plan.rollback.mode === 'at-once') return [`${now}, which goes back at once`];
	const { points, everyMs } = plan.rollback;
	const how = `by ${points} points every ${formatDuration(everyMs)}`;
	return [`${now}, which goes back ${how}, until about ${timeText(backUntilMs(canary, everyMs))}`];
}

/** When the last step of a gradual way back is made, if nothing hinders it: milliseconds since the Unix epoch. */
function backUntilMs({ plan, weights, from, phaseAtMs, backAtMs }: CanaryState, everyMs: number): number {
	let steps = 0;
	for (let now = weights; !sameWeights(now, from); now = weightsBack(plan, now, from)) steps++;
	// the first is made at once
	return backAtMs === undefined ? phaseAtMs + (steps - 1) * everyMs : backAtMs + steps * everyMs;
}
