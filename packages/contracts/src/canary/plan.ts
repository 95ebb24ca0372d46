import { z } from 'zod';
import { LANES } from '../lane.ts';

/**
 * What a canary measures of a lane. `error-rate`: vaccinations that the lane did not take, of those that it was sent.
 * `ack-…`: from being let in to the answer to the sender. `durable-p95`: from being let in to being on the record store's
 * disk. `loss`: accepted and nowhere, or dead-lettered, of those accepted. `conflict`: ids that are known with other
 * content, of those that were sent. Repeats of what is stored already count nowhere: they say nothing of a lane.
 */
export const METRICS = [
	'error-rate',
	'ack-p50',
	'ack-p95',
	'ack-p99',
	'durable-p95',
	'loss',
	'conflict',
] as const;
export type Metric = (typeof METRICS)[number];

/** Whether a metric is a share, 0 to 1; the others are milliseconds. */
export const isShare = (metric: Metric) =>
	metric === 'error-rate' || metric === 'loss' || metric === 'conflict';

/**
 * How much worse than the other lane the canary's may be: by so much (`difference`: share or milliseconds), or by such a
 * part of the other lane's value (`ratio`: 0.1 for 10 %).
 */
const comparison = z.object({ by: z.enum(['difference', 'ratio']), limit: z.number().min(0) });

const check = z.object({
	metric: z.enum(METRICS),
	/** The most that the canary's lane may have: share, or milliseconds. */
	threshold: z.number().min(0).optional(),
	comparison: comparison.optional(),
});
export type Check = z.infer<typeof check>;

export const HOOK_TIMES = ['start', 'before-step', 'after-step', 'end'] as const;

const hook = z.object({
	name: z.string(),
	at: z.enum(HOOK_TIMES),
	url: z.string(),
	/** Whether the canary goes on only when it says yes; asked again until then. */
	gate: z.boolean(),
	timeoutMs: z.int().positive(),
	/** Tries after the first, where it did not answer or answered 5xx or 429. */
	retries: z.int().nonnegative(),
});
export type Hook = z.infer<typeof hook>;

const rollback = z.union([
	z.object({ mode: z.literal('at-once') }),
	z.object({
		mode: z.literal('gradual'),
		/** Percentage points of each step back. */
		points: z.int().min(1).max(100),
		everyMs: z.int().positive(),
	}),
]);

/** How a canary goes, with nothing left to defaults; operators write it as in `@canario/canary/plan-input`. */
export const canaryPlan = z.object({
	to: z.enum(LANES),
	/** Each with the share that `to` gets, whole percent, ever more; and the least time that it is watched for. */
	steps: z.array(z.object({ share: z.int().min(1).max(100), holdMs: z.int().nonnegative() })).min(1),
	checks: z.array(check),
	/** Chance that a canary as good as its limits allow is ever taken back for a check; over all steps and looks. */
	alarmRisk: z.number(),
	/** Chance that a step passes although a limit is not kept. */
	passRisk: z.number(),
	/** So long after its hold time a step may be undecided; then the canary is held, and says so. */
	patienceMs: z.int().nonnegative(),
	rollback,
	hooks: z.array(hook),
});
export type CanaryPlan = z.infer<typeof canaryPlan>;
