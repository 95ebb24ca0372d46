import { checkPlan } from '@canario/canary/plan-faults';
import { readPlanFile } from '@canario/canary/plan-file';
import { planOf } from '@canario/canary/plan-input';
import type { PlanInput } from '@canario/canary/plan-shape';
import type { CanaryPlan } from '@canario/contracts/canary/plan';
import type { Lane } from '@canario/contracts/lane';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Source } from '@canario/traffic-split/parse';
import { pathText } from '@canario/traffic-split/split-document';
import { InvalidArgumentError } from 'commander';
import { durationOption } from '../traffic/options.ts';

type Rollback = NonNullable<PlanInput['rollback']>;

/** What the command line may say of a plan; it counts more than the file. */
export interface PlanOptions {
	readonly to?: Lane;
	readonly steps?: number[];
	readonly every?: string;
	readonly patience?: string;
	readonly rollback?: Rollback;
}

/** A plan as it is written, for the entry, and what it means. */
export interface Planned {
	readonly input: PlanInput;
	readonly plan: CanaryPlan;
}

/**
 * The plan of a file, if there is one, and the options.
 *
 * @throws {ServiceError} `invalid_input` where it cannot be used; of a file, with every line and column.
 */
export function plannedBy(options: PlanOptions, source?: Source): Planned {
	const written = source && readPlanFile(source.text, source.file);
	const { to, steps, every, patience, rollback } = options;
	const input = {
		...written,
		...(to && { to }),
		...(steps && { steps }),
		...(every && { every }),
		...(patience && { patience }),
		...(rollback && { rollback }),
	};
	const checked = checkPlan(input);
	if ('plan' in checked) return { input: input as PlanInput, plan: planOf(checked.plan) };
	const lines = checked.faults.map(({ path, message }) => `${pathText(path)}: ${message}`);
	throw new ServiceError('invalid_input', `the plan cannot be used: ${lines.join('; ')}`);
}

/** Parser of shares such as `5,25,50,100`. */
export function stepsOption(text: string): number[] {
	const shares = text.split(',').map((one) => (/^\s*\d{1,3}\s*$/.test(one) ? Number(one) : Number.NaN));
	const grow = shares.every((share, index) => share > (shares[index - 1] ?? 0) && share <= 100);
	if (grow) return shares;
	throw new InvalidArgumentError('Expected whole percents, each more than the one before: 5,25,50,100.');
}

/** Parser of a duration that is passed on as it is written. */
export function durationText(text: string): string {
	durationOption(text);
	return text.trim();
}

/** Parser of `at-once` or `gradual:POINTS/PAUSE`. */
export function rollbackOption(text: string): Rollback {
	if (text === 'at-once') return 'at-once';
	const [, points, every] = /^gradual:(\d{1,3})\/(.+)$/.exec(text) ?? [];
	if (points !== undefined && every !== undefined && Number(points) >= 1 && Number(points) <= 100) {
		return { points: Number(points), every: durationText(every) };
	}
	throw new InvalidArgumentError('Expected at-once, or points and pause such as gradual:10/5s.');
}
