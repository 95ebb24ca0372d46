import { z } from 'zod';
import { splitChange } from '../split-change.ts';
import { checkResult } from './check-result.ts';
import { canaryPlan, HOOK_TIMES } from './plan.ts';

/** How a canary ended. `overtaken`: the weights are somebody else's by now. `refused`: a gate or pre-check at the start. */
export const OUTCOMES = ['promoted', 'rolled-back', 'aborted', 'overtaken', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const weights = splitChange.shape.to;
/** A split's version: nothing but whether two are the same means anything. */
export const splitVersion = z.union([z.number(), z.string()]);
export type SplitVersion = z.infer<typeof splitVersion>;
const act = { by: z.string(), reason: z.string() };

/** What happened to a canary: the log, and from it alone the state. Steps count from 1. */
export const canaryEvent = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('started'), ...act, plan: canaryPlan, from: weights, version: splitVersion }),
	z.object({
		kind: z.literal('hooked'),
		name: z.string(),
		at: z.enum(HOOK_TIMES),
		/** `refused`: it said no. `failed`: nothing that says anything. Of gates only `ok` is written; older logs have the others. */
		outcome: z.enum(['ok', 'refused', 'failed']),
		tries: z.int(),
		said: z.string().optional(),
	}),
	/** It goes to a step: hooks are called, then the weights are set. */
	z.object({ kind: z.literal('step'), step: z.int().positive() }),
	/** What is about to be asked of the split, so that whoever takes over knows the change for the canary's own. */
	z.object({ kind: z.literal('shifting'), weights, ifVersion: splitVersion }),
	z.object({ kind: z.literal('shifted'), weights, version: splitVersion }),
	/** A sample begins, with nothing of what was before: at each step, and where another controller takes over. */
	z.object({ kind: z.literal('sampling') }),
	/** A step is decided. */
	z.object({ kind: z.literal('judged'), verdict: z.enum(['pass', 'fail']), checks: z.array(checkResult) }),
	/** It stands still by itself, until it goes on. */
	z.object({ kind: z.literal('waiting'), for: z.enum(['traffic', 'gate']), why: z.string() }),
	z.object({ kind: z.literal('went-on') }),
	z.object({ kind: z.literal('held'), why: z.string(), checks: z.array(checkResult) }),
	z.object({ kind: z.literal('paused'), ...act }),
	z.object({ kind: z.literal('resumed'), ...act }),
	/** Somebody has it go on whatever the checks say: to the next step, or to the last at once. */
	z.object({ kind: z.literal('promoted'), ...act, full: z.boolean() }),
	z.object({ kind: z.literal('aborting'), ...act }),
	z.object({ kind: z.literal('rolling-back'), why: z.string() }),
	z.object({ kind: z.literal('ended'), outcome: z.enum(OUTCOMES), why: z.string() }),
]);
export type CanaryEvent = z.infer<typeof canaryEvent>;

/** An event as it stands in the log. */
export const canaryEntry = z.object({
	/** Of the log, from 1 without gaps. */
	seq: z.int().positive(),
	/** Milliseconds since the Unix epoch. */
	atMs: z.number(),
	/** Which canary: 1 for the first. */
	canary: z.int().positive(),
	event: canaryEvent,
});
export type CanaryEntry = z.infer<typeof canaryEntry>;
