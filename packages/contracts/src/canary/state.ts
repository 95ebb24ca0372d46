import { z } from 'zod';
import { splitChange } from '../split-change.ts';
import { checkResult } from './check-result.ts';
import { OUTCOMES, splitVersion } from './event.ts';
import { canaryPlan } from './plan.ts';

/** Where a canary is: what its events lead to. */
export const canaryState = z.object({
	id: z.int().positive(),
	plan: canaryPlan,
	by: z.string(),
	reason: z.string(),
	startedAtMs: z.number(),
	/** The weights before it, to which it goes back. */
	from: splitChange.shape.to,
	/** Version that the split has while nobody else changes it, and the canary's last weights. */
	version: splitVersion,
	weights: splitChange.shape.to,
	/** The step that it is at, or about to go to: 1 for the first. */
	step: z.int().positive(),
	/**
	 * `start`: hooks are called. `before`: the step's hooks are called, then its weights are set. `sample`: the step is
	 * watched. `after`: its hooks are called. `back`: it goes back to the first weights. `ended`.
	 */
	phase: z.enum(['start', 'before', 'sample', 'after', 'back', 'ended']),
	/** When the phase began, and the step: milliseconds since the Unix epoch. */
	phaseAtMs: z.number(),
	stepAtMs: z.number(),
	/** Samples begun so far, over all steps. */
	samples: z.int().nonnegative(),
	/** Names of the hooks that were called in this phase. */
	hooked: z.array(z.string()),
	shifting: z.object({ weights: splitChange.shape.to, ifVersion: splitVersion }).optional(),
	paused: z.object({ by: z.string(), reason: z.string(), atMs: z.number() }).optional(),
	held: z.object({ why: z.string(), atMs: z.number() }).optional(),
	waiting: z.object({ for: z.enum(['traffic', 'gate']), why: z.string(), atMs: z.number() }).optional(),
	/** Gates of this phase are passed by somebody's word. */
	skipGates: z.boolean().optional(),
	/** It goes straight to its last weights, by somebody's word. */
	full: z.boolean().optional(),
	/** Why it goes back, and how that will have ended. */
	back: z.object({ outcome: z.enum(OUTCOMES), why: z.string() }).optional(),
	/** When its last step back was made; absent before the first. */
	backAtMs: z.number().optional(),
	/** Steps that passed their checks; what was gone through by somebody's word is not among them. */
	passed: z.array(z.int()),
	/** The last decided checks. */
	checks: z.array(checkResult),
	ended: z.object({ outcome: z.enum(OUTCOMES), why: z.string(), atMs: z.number() }).optional(),
});
export type CanaryState = z.infer<typeof canaryState>;
