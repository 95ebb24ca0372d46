import type { Hook } from '@canario/contracts/canary/plan';
import type { CanaryState } from '@canario/contracts/canary/state';

/** What a hook's URL gets as JSON, in the envelope of Standard Webhooks. */
export interface HookMessage {
	/** `canary.start`, `canary.before-step`, `canary.after-step`, `canary.end`. */
	readonly type: `canary.${Hook['at']}`;
	/** ISO 8601, of what it tells. */
	readonly timestamp: string;
	readonly data: {
		readonly canary: number;
		readonly hook: string;
		/** Whether the canary waits for its yes. */
		readonly gate: boolean;
		readonly to: CanaryState['plan']['to'];
		/** 1 for the first; share in whole percent. */
		readonly step: number;
		readonly steps: number;
		readonly share: number;
		/** The weights as they are now. */
		readonly weights: CanaryState['weights'];
		readonly by: string;
		readonly reason: string;
		/** At the end only. */
		readonly outcome?: string;
		readonly why?: string;
	};
}

export function hookMessage(hook: Hook, state: CanaryState): HookMessage {
	const { id, plan, step, weights, by, reason, phaseAtMs, ended } = state;
	return {
		type: `canary.${hook.at}`,
		timestamp: new Date(phaseAtMs).toISOString(),
		data: {
			...{ canary: id, hook: hook.name, gate: hook.gate, to: plan.to, step, steps: plan.steps.length },
			...{ share: plan.steps[step - 1]?.share ?? 0, weights, by, reason },
			...(ended && { outcome: ended.outcome, why: ended.why }),
		},
	};
}

/** The same for every try of one message, by which its receiver knows it again. */
export const hookMessageId = (hook: Hook, { id, step, phaseAtMs }: CanaryState): string =>
	`canary-${id}-${step}-${hook.at}-${hook.name.replaceAll(/[^\w-]/g, '_')}-${phaseAtMs}`;
