import { type Forecast, forecastOf } from '@canario/canary/forecast';
import { checkPlan, type PlanFault } from '@canario/canary/plan-faults';
import { parsePlanFile } from '@canario/canary/plan-file';
import { planOf } from '@canario/canary/plan-input';
import type { CanaryPlan } from '@canario/contracts/canary/plan';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { pathText } from '@canario/traffic-split/split-document';
import type { Place } from '../source/places.ts';

/** Something that is wrong with a plan, in English; `place` where it is written as a text. */
export interface ToldFault {
	/** `steps[1]`; empty for the whole. */
	readonly path: string;
	readonly message: string;
	readonly place?: Place;
}

/** A plan as it is sent, and what it means; or all that is wrong with it. */
export type PlanReading =
	| { readonly input: object; readonly plan: CanaryPlan }
	| { readonly faults: readonly ToldFault[] };

/** Reads a plan as it was put together. */
export function readPlan(input: object): PlanReading {
	const checked = checkPlan(input);
	return 'plan' in checked
		? { input, plan: planOf(checked.plan) }
		: { faults: checked.faults.map(({ path, message }: PlanFault) => ({ path: pathText(path), message })) };
}

/** Reads a plan as it was written, in YAML or JSON; faults in the order of the text. */
export function readPlanText(text: string): PlanReading {
	const read = parsePlanFile(text);
	if ('plan' in read) return readPlan(read.plan);
	return {
		faults: read.faults.map(({ path, message, line, column }) => ({
			path,
			message,
			place: { line, column },
		})),
	};
}

/** About how long a plan takes at these figures; undefined while nothing comes in. */
export const forecast = (plan: CanaryPlan, figures: Pick<StatsSnapshot, 'lanes'>): Forecast | undefined =>
	forecastOf(plan, figures);
