import type { TraceEvent } from '@canario/contracts/trace';

/** A sighting with what the contract names and nothing else, whatever the message held that it came in. */
export function publicSighting(event: TraceEvent): TraceEvent {
	const { key, hop, atMs, lane, department, outcome, tookMs, visitor } = event;
	return {
		key,
		hop,
		atMs,
		...(lane !== undefined && { lane }),
		...(department !== undefined && { department }),
		...(outcome !== undefined && { outcome }),
		...(tookMs !== undefined && { tookMs }),
		...(visitor !== undefined && { visitor }),
	};
}
