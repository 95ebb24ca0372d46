import { z } from 'zod';
import { canaryEntry } from './event.ts';
import { drivenSplit, publicCanary } from './public-canary.ts';
import { canaryState } from './state.ts';

/** Answer of `GET /canary`. */
export const canaryAnswer = z.object({
	/** The canary that runs, or that ended last; absent before the first. */
	canary: canaryState.optional(),
	/** What its controller sees just now; absent while no controller is there. */
	now: publicCanary.optional(),
	/** Whether a controller is there. */
	controlled: z.boolean(),
	/** Which split the controller drives; absent while none is there. */
	target: drivenSplit.optional(),
	/** What hinders the controller, if something does. */
	trouble: z.string().optional(),
});
export type CanaryAnswer = z.infer<typeof canaryAnswer>;

/** Answer of `GET /canary/history`: newest first. */
export const canaryHistory = z.object({
	canaries: z.array(canaryState),
	next: z.int().positive().optional(),
});
export type CanaryHistory = z.infer<typeof canaryHistory>;

/** Answer of `GET /canary/events`: newest first. */
export const canaryEvents = z.object({ events: z.array(canaryEntry), next: z.int().positive().optional() });
export type CanaryEvents = z.infer<typeof canaryEvents>;
