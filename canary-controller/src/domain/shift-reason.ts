import type { CanaryState } from '@canario/contracts/canary/state';

/** The longest reason that a split keeps, characters. */
const LONGEST = 500;

/** Why a canary changes the weights, for those who read the history of the split. By it the canary knows its changes again. */
export function shiftReason({ id, plan, step, phase, back }: CanaryState): string {
	const { to, steps } = plan;
	const reason =
		phase === 'back'
			? `canary ${id} goes back: ${back?.why ?? ''}`
			: `canary ${id}: step ${step} of ${steps.length}, ${to} ${steps[step - 1]?.share ?? 0} %`;
	return reason.length > LONGEST ? `${reason.slice(0, LONGEST - 1)}…` : reason;
}

/** Whether a reason is one of this canary's. */
export const isReasonOf = ({ id }: CanaryState, reason: string): boolean =>
	reason.startsWith(`canary ${id}: `) || reason.startsWith(`canary ${id} goes back`);
