import { z } from 'zod';

const weights = z
	.object({ blue: z.int().nonnegative(), green: z.int().nonnegative() })
	.refine(({ blue, green }) => blue + green > 0, 'all weights are zero');

const timeMs = z.int().nonnegative();

/**
 * How a change came about. `start`: the first weights of a new history. `set`: somebody asked for them. `undo`: somebody
 * took the last change back. `revert`: nobody confirmed them in time. `confirm`: they stay; the weights are as before.
 */
const splitChangeKind = z.enum(['start', 'set', 'undo', 'revert', 'confirm']);

/** One change of the weights, as it stands in the history for good. */
export const splitChange = z.object({
	/** 1 for the first, then one more each, without gaps. */
	version: z.int().positive(),
	/** Milliseconds since the Unix epoch. */
	atMs: timeMs,
	/** Name of the token that asked; "canario" for the platform itself. */
	by: z.string(),
	reason: z.string(),
	kind: splitChangeKind,
	from: weights,
	to: weights,
	/** The weights go back to `revertTo` at this time unless they are confirmed or changed before. */
	revertAtMs: timeMs.optional(),
	revertTo: weights.optional(),
	/** The version that a `confirm` confirms. */
	confirms: z.int().positive().optional(),
});
export type SplitChange = z.infer<typeof splitChange>;

/** The split as it stands: answer of `GET /split` and of all that changes it. */
export const splitState = z.object({
	weights,
	/** Of the last change; 0 while the history could not be read yet. */
	version: z.int().nonnegative(),
	/** Since when the weights are these: milliseconds since the Unix epoch. */
	changedAtMs: timeMs,
	/** Why they are, who said so, and how. */
	reason: z.string(),
	by: z.string(),
	kind: splitChangeKind,
	/** What an undo leads to; absent where there is nothing to undo. */
	undoTo: weights.optional(),
	/** The weights go back to `revertTo` at this time unless they are confirmed or changed before. */
	revertAtMs: timeMs.optional(),
	revertTo: weights.optional(),
});
export type SplitState = z.infer<typeof splitState>;

/** Answer of `GET /split/history`: newest first. */
export const splitHistory = z.object({
	changes: z.array(splitChange),
	/** `before` of the page that follows; absent when this is the last. */
	next: z.int().positive().optional(),
});
export type SplitHistoryPage = z.infer<typeof splitHistory>;
