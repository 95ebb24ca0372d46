import { weightsAt } from '@canario/canary/weights-at';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { Weights } from '@canario/contracts/service-report';
import { sameWeights } from '@canario/traffic-split/weights';

/** The longest reason that a split keeps, characters. */
const LONGEST = 500;

/** Why a canary changes the weights, for those who read the history of the split. By it the canary knows its changes again. */
export function shiftReason(state: CanaryState, weights: Weights): string {
	const reason = `canary ${state.id}${whatFor(state, weights)}`;
	return reason.length > LONGEST ? `${reason.slice(0, LONGEST - 1)}…` : reason;
}

function whatFor({ plan, step, phase, back }: CanaryState, weights: Weights): string {
	if (phase === 'back') return ` goes back: ${back?.why ?? ''}`;
	const { to, steps } = plan;
	if (!sameWeights(weights, weightsAt(plan, step))) return `: stays where it is before step ${step}`;
	return `: step ${step} of ${steps.length}, ${to} ${steps[step - 1]?.share ?? 0} %`;
}

/** Whether a reason is one of this canary's. */
export const isReasonOf = ({ id }: CanaryState, reason: string): boolean =>
	reason.startsWith(`canary ${id}: `) || reason.startsWith(`canary ${id} goes back`);
