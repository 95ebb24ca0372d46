import type { Weights } from '@canario/contracts/service-report';
import type { SplitChange, SplitState } from '@canario/contracts/split-change';

/** Who acts where no person does. */
export const PLATFORM = 'canario';

/** What is so before a history could be read. */
export const initialState = (weights: Weights, nowMs: number): SplitState => ({
	weights,
	version: 0,
	changedAtMs: nowMs,
	reason: 'start',
	by: PLATFORM,
	kind: 'start',
});

/**
 * The state to which a change leads. A confirmation leaves everything but the version and what was to be confirmed;
 * of any other change the state before does not matter.
 */
export function stateAfter(before: SplitState, change: SplitChange): SplitState {
	const { version, atMs, reason, by, kind, from, to, revertAtMs, revertTo } = change;
	if (kind === 'confirm') {
		const { revertAtMs: _, revertTo: __, ...same } = before;
		return { ...same, version };
	}
	return {
		weights: to,
		version,
		changedAtMs: atMs,
		reason,
		by,
		kind,
		...(kind !== 'start' && { undoTo: from }),
		...(revertAtMs !== undefined && { revertAtMs, revertTo }),
	};
}
