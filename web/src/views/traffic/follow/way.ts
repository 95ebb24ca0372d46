import type { Lane } from '@canario/contracts/lane';
import type { Hop, TraceEvent } from '@canario/contracts/trace';

/** A vaccination's way as far as it is known. */
export interface Way {
	readonly lane: Lane | undefined;
	/** When it was seen first, ms since the epoch. */
	readonly startMs: number;
	/** In the order in which they were seen by the services' clocks. */
	readonly hops: readonly { readonly hop: Hop; readonly afterMs: number }[];
	/** Whether nothing more will come. */
	readonly over: boolean;
}

/** Their order where two carry the same time: the order of the way. */
const ORDER: readonly Hop[] = [
	'received',
	'routed',
	'taken',
	'stored',
	'acknowledged',
	'failed',
	'counted',
	'dead-lettered',
];

/**
 * The way of which `events` are the sightings, in any order and perhaps told twice. Times are milliseconds since
 * the first sighting; clocks of several machines may differ, but none shows as before the first.
 */
export function wayOf(events: readonly TraceEvent[]): Way {
	const seen = new Map<Hop, TraceEvent>();
	for (const event of events) if (!seen.has(event.hop)) seen.set(event.hop, event);
	const inOrder = [...seen.values()].sort(
		(a, b) => a.atMs - b.atMs || ORDER.indexOf(a.hop) - ORDER.indexOf(b.hop),
	);
	const startMs = seen.get('received')?.atMs ?? inOrder[0]?.atMs ?? 0;
	return {
		startMs,
		lane: inOrder.find(({ lane }) => lane !== undefined)?.lane,
		hops: inOrder.map(({ hop, atMs }) => ({ hop, afterMs: Math.max(0, atMs - startMs) })),
		over:
			seen.has('dead-lettered') || seen.has('failed') || (seen.has('counted') && seen.has('acknowledged')),
	};
}
