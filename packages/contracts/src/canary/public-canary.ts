import { z } from 'zod';
import { LANES } from '../lane.ts';
import type { Weights } from '../service-report.ts';
import { checkResult, VERDICTS } from './check-result.ts';
import { OUTCOMES, type SplitVersion } from './event.ts';
import { canaryState } from './state.ts';

/** What everybody may know of the canary that runs, or that ended last: no names of operators, no reasons of theirs. */
export const publicCanary = z.object({
	id: z.int().positive(),
	to: z.enum(LANES),
	/** Shares of `to` at the steps, whole percent, and its share before the canary, 0 to 1. */
	shares: z.array(z.number()),
	fromShare: z.number(),
	step: z.int().positive(),
	phase: canaryState.shape.phase,
	/** It stands still: by an operator's word, undecided beyond its patience, or for want of traffic or of a gate's yes. */
	still: z.enum(['paused', 'held', 'traffic', 'gate']).optional(),
	startedAtMs: z.number(),
	stepAtMs: z.number(),
	/** The least time of this step, and how much of it has passed while there was traffic: milliseconds. */
	holdMs: z.number(),
	watchedMs: z.number(),
	/** How long its sample has been taken, also without traffic and while it stands still: milliseconds. */
	sampledMs: z.number(),
	/** Steps that passed their checks. */
	passed: z.array(z.int()),
	/** Of the whole step; `none` before the first look. */
	verdict: z.enum(VERDICTS),
	checks: z.array(checkResult),
	/** About so long until every check is decided, should things stay as they are: milliseconds. */
	leftMs: z.number().optional(),
	ended: z.object({ outcome: z.enum(OUTCOMES), why: z.string(), atMs: z.number() }).optional(),
});
export type PublicCanary = z.infer<typeof publicCanary>;

/** Which split a controller drives: `entry`, or `trafficsplit/NAME` or `httproute/NAME` of a namespace. */
export const drivenSplit = z.object({ name: z.string(), namespace: z.string().optional() });
export type DrivenSplit = z.infer<typeof drivenSplit>;

/** What a controller says every second. */
export interface CanaryReport {
	readonly service: 'canary-controller';
	readonly instance: string;
	/** Milliseconds since the Unix epoch. */
	readonly atMs: number;
	/** Whether this is the one that acts; others stand by. */
	readonly leads: boolean;
	/** Whose weights it moves. */
	readonly target: DrivenSplit;
	readonly canary?: PublicCanary | undefined;
	/** The split as it saw it last; absent before the first look, and where it stands by. */
	readonly split?: { readonly weights: Weights; readonly version: SplitVersion } | undefined;
	/** What hinders it, if something does. */
	readonly trouble?: string | undefined;
}
