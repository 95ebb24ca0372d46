import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { SplitState } from '@canario/contracts/split-change';

/** What may be done with a canary that runs; `full` is a promotion to the last step. */
export const ACTS = ['pause', 'resume', 'promote', 'full', 'abort'] as const;
export type ActName = (typeof ACTS)[number];

/**
 * What is sent to have it done, of the canary that was seen and of no other. A promotion is from the step that was seen:
 * two who press at once skip none.
 */
export function orderOf(name: ActName, reason: string, { id, step }: Pick<CanaryState, 'id' | 'step'>) {
	const isPromotion = name === 'promote' || name === 'full';
	return {
		path: `/canary/${isPromotion ? 'promote' : name}`,
		body: { reason, canary: id, ...(isPromotion && { step }), ...(name === 'full' && { full: true }) },
	};
}

/** What is sent to begin one. The version that is seen here is the entry's: of a split in a cluster it says nothing. */
export function startOrder(
	{ plan, reason }: { readonly plan: unknown; readonly reason: string },
	answer: Pick<CanaryAnswer, 'target'> | undefined,
	split: Pick<SplitState, 'version'> | undefined,
) {
	const isEntry = answer?.target?.name === 'entry';
	return { plan, reason, ...(isEntry && split && { ifVersion: split.version }) };
}
