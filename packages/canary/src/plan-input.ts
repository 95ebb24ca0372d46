import { type CanaryPlan, type Check, METRICS, type Metric } from '@canario/contracts/canary/plan';
import { parseDuration } from '@canario/service-kit/duration';
import { ServiceError } from '@canario/service-kit/service-error';
import { pathText } from '@canario/traffic-split/split-document';
import { z } from 'zod';
import { comparisonOf, thresholdOf } from './amounts.ts';
import { checkPlan } from './plan-faults.ts';
import { planInput, shareOf, type WrittenPlan } from './plan-shape.ts';

/**
 * The plan that somebody sent.
 *
 * @param at what it is called in the paths of faults.
 * @throws {ServiceError} `invalid_input` with every fault.
 */
export function planFrom(sent: unknown, at: string): CanaryPlan {
	const checked = checkPlan(sent);
	if ('plan' in checked) return planOf(checked.plan);
	const errors = checked.faults.map(({ path, message }) => ({ path: pathText([at, ...path]), message }));
	throw new ServiceError('invalid_input', `${errors.length} field(s) of the plan are not valid`, { errors });
}

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
