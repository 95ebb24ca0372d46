import { type CanaryPlan, type Check, METRICS, type Metric } from '@canario/contracts/canary/plan';
import { parseDuration } from '@canario/service-kit/duration';
import { z } from 'zod';
import { comparisonOf, thresholdOf } from './amounts.ts';
import { planInput, shareOf, type WrittenPlan } from './plan-shape.ts';

/** The plan that is meant by what is written. */
export function planOf(input: WrittenPlan): CanaryPlan {
	const { to, steps, every, checks: wanted, alarmRisk, passRisk, patience, rollback, hooks } = input;
	return {
		to,
		steps: steps.map((one) => ({
			share: shareOf(one),
			holdMs: parseDuration((typeof one === 'number' ? undefined : one.hold) ?? every),
		})),
		checks: METRICS.flatMap((metric) => checkOf(metric, wanted[metric])),
		alarmRisk: Number.parseFloat(alarmRisk) / 100,
		passRisk: Number.parseFloat(passRisk) / 100,
		patienceMs: parseDuration(patience),
		rollback:
			rollback === 'at-once'
				? { mode: 'at-once' }
				: { mode: 'gradual', points: rollback.points, everyMs: parseDuration(rollback.every) },
		hooks: hooks.map(({ timeout, ...one }) => ({ ...one, timeoutMs: parseDuration(timeout) })),
	};
}

function checkOf(metric: Metric, wanted: WrittenPlan['checks'][Metric]): Check[] {
	if (wanted === undefined) return [];
	const { threshold, comparison } = wanted;
	return [
		{
			metric,
			...(threshold !== undefined && { threshold: thresholdOf(metric, threshold) }),
			...(comparison !== undefined && { comparison: comparisonOf(comparison) }),
		},
	];
}

/** JSON Schema (draft 2020-12) of what people write. */
export const planJsonSchema = (): object => z.toJSONSchema(planInput, { io: 'input' });
