import type { Lane } from '@canario/contracts/lane';
import type { LiveSplit } from '@canario/traffic-split/live-split';
import { smoothWeightedRoundRobin } from '@canario/traffic-split/smooth-weighted-round-robin';

/** Draws lanes by the split as it stands; a change begins a new period. */
export function drawing(split: LiveSplit): () => Lane {
	let draw = smoothWeightedRoundRobin(split.read().weights);
	split.watch(({ weights }) => {
		draw = smoothWeightedRoundRobin(weights);
	});
	return () => draw();
}
