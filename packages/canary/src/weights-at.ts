import type { CanaryPlan } from '@canario/contracts/canary/plan';
import type { Lane } from '@canario/contracts/lane';
import { otherThan } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import { sharesOf } from '@canario/traffic-split/weights';

/** Weights that give `lane` so many percent. */
function weightsFor(lane: Lane, percent: number): Weights {
	return { [lane]: percent, [otherThan(lane)]: 100 - percent } as Weights;
}

/** Weights of a plan's step, 1 for the first. */
export function weightsAt({ to, steps }: CanaryPlan, step: number): Weights {
	return weightsFor(to, steps[step - 1]?.share ?? 0);
}

/**
 * The next weights on the way back from `now` to `from`: a step of so many percentage points, or all of it where no more
 * is left or the plan goes back at once.
 */
export function weightsBack({ to, rollback }: CanaryPlan, now: Weights, from: Weights): Weights {
	if (rollback.mode === 'at-once') return from;
	const [share, first] = [sharesOf(now)[to] * 100, sharesOf(from)[to] * 100];
	const next = Math.round(share) - rollback.points;
	return next <= first ? from : weightsFor(to, next);
}
