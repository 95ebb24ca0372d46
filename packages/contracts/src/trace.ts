import { z } from 'zod';
import type { HopOutcome } from './hop.ts';
import type { Lane } from './lane.ts';

/**
 * Names a traced vaccination on its way. Not its id: that may be a sender's own key, and senders write what they
 * like.
 */
export const traceKey = z.string().regex(/^[\w-]{8,32}$/, 'expected 8 to 32 letters, digits, "-" or "_"');

/**
 * Header of a vaccination that a viewer sent from the page. Its value is a secret of the sender's, from which the
 * trace key is made (service-kit, trace-key.ts); the value itself goes nowhere.
 */
export const VISITOR_HEADER = 'x-canario-visitor';

/** What the header may hold. */
export const visitorSecret = z
	.string()
	.regex(/^[\w-]{8,64}$/, 'expected 8 to 64 letters, digits, "-" or "_"');

/**
 * Where a traced vaccination was seen, in the order of its way. `routed`: the entry has drawn its lane. `taken`:
 * the lane has it, from gRPC (blue) or in the stream (green). `acknowledged`: the sender was answered, which is
 * after `stored` in the blue lane and before it in the green one. `failed`: the sender was told that the lane did
 * not take it.
 */
export type Hop =
	| 'received'
	| 'routed'
	| 'taken'
	| 'acknowledged'
	| 'failed'
	| 'stored'
	| 'counted'
	| 'dead-lettered';

/** One sighting of a traced vaccination. It carries nothing of its name. */
export interface TraceEvent {
	readonly key: string;
	readonly hop: Hop;
	/** Milliseconds since the Unix epoch, by the clock of the service that saw it; fractions where it has them. */
	readonly atMs: number;
	/** Known from `routed` on; in a mesh from the answer on. */
	readonly lane?: Lane;
	/** INE code or "other"; with `acknowledged` and `failed`. */
	readonly department?: string;
	/** With `acknowledged`. */
	readonly outcome?: HopOutcome;
	/** With `acknowledged` and `failed`: the time of the answer. With `stored`: the durable time. Milliseconds. */
	readonly tookMs?: number;
	/** Whether a viewer sent it from the page. */
	readonly visitor?: true;
}
