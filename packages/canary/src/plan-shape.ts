import { HOOK_TIMES, type Metric } from '@canario/contracts/canary/plan';
import { LANES } from '@canario/contracts/lane';
import { holdsControlCharacters } from '@canario/contracts/vaccination';
import { z } from 'zod';
import { SHARE_DISTANCE_FORM, SHARE_FORM } from './amounts.ts';
import { duration, isAnonymous, latency, latencyDistance, pause, risk, written } from './written.ts';

const share = z.int().min(1).max(100);
const step = z.union([
	share,
	z.strictObject({
		share: share.describe("The canary lane's share of the traffic, whole percent."),
		hold: duration('The least time that the step is watched for; `every` where it says nothing.').optional(),
	}),
]);

/** The share that a step asks for, whole percent. */
export const shareOf = (one: z.output<typeof step>): number => (typeof one === 'number' ? one : one.share);

const checkOf = (threshold: z.ZodString, comparison: z.ZodString) =>
	z
		.strictObject({
			threshold: threshold.describe('The most that the lane may have.').optional(),
			comparison: comparison.describe('How much more than the other lane it may have.').optional(),
		})
		.refine(
			(check) => check.threshold !== undefined || check.comparison !== undefined,
			'expected a threshold, a comparison, or both',
		);
const shareCheck = checkOf(
	written(SHARE_FORM, 'a share such as 2%'),
	written(SHARE_DISTANCE_FORM, 'a distance such as +1pp or 10%'),
);
const latencyCheck = checkOf(latency, latencyDistance);

const checks = z.strictObject({
	'error-rate': shareCheck.optional(),
	'ack-p50': latencyCheck.optional(),
	'ack-p95': latencyCheck.optional(),
	'ack-p99': latencyCheck.optional(),
	'durable-p95': latencyCheck.optional(),
	loss: shareCheck.optional(),
	conflict: shareCheck.optional(),
} satisfies Record<Metric, unknown>);

const webAddress = z
	.url({ protocol: /^https?$/, error: 'expected a URL of http or https', abort: true })
	.refine(isAnonymous, 'must not contain a user or a password: they would stand in the log');
const name = z
	.string()
	.min(1)
	.max(64)
	.refine((text) => !holdsControlCharacters(text), 'must not contain control characters');
const hook = z
	.strictObject({
		name: name.describe('What the log calls it; no two have the same.'),
		at: z.enum(HOOK_TIMES),
		url: webAddress.describe(
			'Gets a POST, signed as Standard Webhooks have it where a secret is configured.',
		),
		gate: z
			.boolean()
			.default(false)
			.describe('Whether the canary goes on only when it answers 2xx; with `start` or `before-step`.'),
		timeout: pause('For one answer.').default('5s'),
		retries: z
			.int()
			.min(0)
			.max(10)
			.default(2)
			.describe('Tries after the first that had no answer, or 5xx or 429.'),
	})
	.refine(({ gate, at }) => !gate || at === 'start' || at === 'before-step', {
		path: ['gate'],
		error: 'only with at: start or before-step',
	});

const steps = z
	.array(step)
	.min(1)
	.max(50)
	.superRefine((all, context) => {
		for (const [index, one] of all.entries()) {
			const before = all[index - 1];
			if (before === undefined || shareOf(one) > shareOf(before)) continue;
			context.addIssue({ code: 'custom', path: [index], message: 'expected more than the step before' });
		}
	});

const hooks = z
	.array(hook)
	.max(20)
	.superRefine((all, context) => {
		for (const [index, { name: called }] of all.entries()) {
			if (all.findIndex((other) => other.name === called) === index) continue;
			context.addIssue({ code: 'custom', path: [index, 'name'], message: 'another hook has that name' });
		}
	});

/** A plan as people write it, in YAML, JSON, or the options of the command line. */
export const planInput = z
	.strictObject({
		to: z.enum(LANES).describe('The lane that gets more of the traffic.'),
		steps: steps.describe('Shares of that lane, ever more.'),
		every: duration('The least time of a step.').default('60s'),
		checks: checks.default({
			'error-rate': { threshold: '5%', comparison: '+1pp' },
			'ack-p95': { threshold: '1s', comparison: '+100ms' },
			'durable-p95': { threshold: '5s' },
			loss: { threshold: '0' },
			conflict: { comparison: '+2pp' },
		}),
		alarmRisk: risk(
			'Chance that a canary within its limits is ever taken back, over all checks and looks.',
		).default('1%'),
		passRisk: risk('Chance that a step passes although a limit is not kept.').default('5%'),
		patience: duration('So long after its time a step may be undecided before the canary is held.').default(
			'10m',
		),
		rollback: z
			.union([
				z.literal('at-once'),
				z.strictObject({
					points: z.int().min(1).max(100).describe('Percentage points of each step back.'),
					every: pause('Pause between two steps back.'),
				}),
			])
			.default('at-once'),
		hooks: hooks.default([]),
	})
	.meta({
		title: 'Plan of a canary',
		description: 'How a lane gets more of the traffic, and what must stay true.',
	});

/** A plan as people write it, before its defaults, and after. */
export type PlanInput = z.input<typeof planInput>;
export type WrittenPlan = z.output<typeof planInput>;
