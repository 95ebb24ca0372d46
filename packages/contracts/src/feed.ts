import { z } from 'zod';
import { DEPARTMENTS } from './departments.ts';
import type { HopOutcome } from './hop.ts';
import type { ByLane, Lane } from './lane.ts';
import type { MergePatch } from './merge-patch.ts';
import type { StatsSnapshot } from './stats-snapshot.ts';
import type { TraceEvent } from './trace.ts';
import { VACCINES } from './vaccines.ts';

/** Everything at one instant. Sent on connect, on request, and to a viewer who was skipped. */
export interface FeedSnapshot {
	/** Number of the last delta that is in it. */
	readonly seq: number;
	readonly stats: StatsSnapshot;
}

/** What changed since the delta before. A viewer that finds `seq` other than one more asks for a snapshot. */
export interface FeedDelta {
	readonly seq: number;
	/** JSON Merge Patch (RFC 7396) of the snapshot's `stats`. */
	readonly patch: MergePatch;
}

/** Sent every second, also when nothing changes, and right before every snapshot, whose age it tells. */
export interface FeedHeartbeat {
	/** The server's clock, milliseconds since the Unix epoch. */
	readonly serverMs: number;
	/**
	 * How long ago the live statistics were last read, milliseconds; it grows while they are away. Before the first
	 * reading: since the server started.
	 */
	readonly dataAgeMs: number;
	/** Number of the last delta. */
	readonly seq: number;
}

/** One of the requests that are shown singly. */
export interface SampledRequest {
	readonly key: string;
	/** Absent where nobody knows which lane failed. */
	readonly lane?: Lane;
	readonly outcome: HopOutcome | 'failed';
	/** Milliseconds from being let in to the answer. */
	readonly ackMs: number;
	/** Milliseconds from being let in to the record store's disk; blue's is known with the answer. */
	readonly durableMs?: number;
	/** INE code or "other". */
	readonly department: string;
	readonly visitor?: true;
}

/** Requests that were picked to be shown singly, at most 60 a second in all. */
export interface FeedRequests {
	/** How many there were, a second: what the sample stands for. */
	readonly perSecond: ByLane<number>;
	readonly requests: readonly SampledRequest[];
	/** Durable times that became known after the request was sent: green's. Milliseconds. */
	readonly durable: readonly { readonly key: string; readonly durableMs: number }[];
	/** Keys of those that were put aside. */
	readonly deadLettered: readonly string[];
}

/**
 * The connection will be ended by the server, as planned: connect again after so long, milliseconds. A server that
 * stops ends it at once; one that only wants a fresh connection leaves it open for seconds longer than that, so
 * that a client can open the next before it lets go of this.
 */
export interface FeedRotate {
	readonly reconnectInMs: number;
}

/** A made-up vaccination that a viewer sends; there is no free text in it. */
export const followInput = z.strictObject({
	/** INE code. */
	department: z.enum(DEPARTMENTS.map(({ code }) => code)),
	vaccine: z.enum(VACCINES),
	dose: z.int().min(1).max(3),
	age: z.int().min(6).max(110),
});
export type FollowInput = z.infer<typeof followInput>;

/** What the viewer hears at once; its sightings follow as `sighting`. */
export type FollowAnswer =
	| { readonly ok: true; readonly key: string }
	| {
			readonly ok: false;
			readonly reason: 'too_many' | 'invalid_input' | 'unavailable';
			readonly retryAfterMs?: number;
	  };

/** Events that the server sends, by socket.io's conventions. */
export interface ServerToClient {
	snapshot: (snapshot: FeedSnapshot) => void;
	delta: (delta: FeedDelta) => void;
	heartbeat: (heartbeat: FeedHeartbeat) => void;
	requests: (requests: FeedRequests) => void;
	rotate: (rotate: FeedRotate) => void;
	/** Only to the viewer who follows it. */
	sighting: (event: TraceEvent) => void;
}

/** All that a client may send; anything else ends the connection. */
export interface ClientToServer {
	/** Asks for a snapshot: after a gap. Answers come at most once a second; what is asked in between is dropped. */
	resync: () => void;
	/** Whether this viewer wants the single requests (`requests`); nobody gets them unasked. */
	watch: (wanted: boolean) => void;
	follow: (input: FollowInput, answer: (answer: FollowAnswer) => void) => void;
}
