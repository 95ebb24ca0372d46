import { z } from 'zod';
import { LANES } from './lane.ts';
import { MAX_ARRAY, vaccination } from './vaccination.ts';

/** Path of every leaf (and so of the apex in a mesh) that takes vaccinations from the entry. */
export const HOP_PATH = '/records';

/**
 * What became of one vaccination in a lane. `stored`: durable in the record store. `accepted`: durable in
 * the stream, will be stored. `duplicate`: known already with the same content. `conflict`: the id is known
 * with other content; nothing was changed. `failed`: refused by a fault that somebody set on purpose (fault.ts);
 * the others of its hop are not touched by that.
 */
export const hopOutcome = z.enum(['stored', 'accepted', 'duplicate', 'conflict', 'failed']);
export type HopOutcome = z.infer<typeof hopOutcome>;

/** What becomes of a vaccination that no fault keeps from its lane. */
export type TakenOutcome = Exclude<HopOutcome, 'failed'>;

/** Body of `POST /records`. */
export const hopRequest = z.strictObject({ records: z.array(vaccination).min(1).max(MAX_ARRAY) });

/** Body of its answer: one outcome for each record, in order. */
export const hopAnswer = z.object({ lane: z.enum(LANES), outcomes: z.array(hopOutcome) });
export type HopAnswer = z.infer<typeof hopAnswer>;
