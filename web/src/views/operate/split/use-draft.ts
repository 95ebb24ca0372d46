import type { SplitState } from '@canario/contracts/split-change';
import { useState } from 'react';
import { percentOf } from './shares.ts';

/** Weights that somebody is about to ask for. */
export interface Draft {
	/** Per cent of green. */
	readonly green: number;
	/** The split that they were thought out on; another by now is a reason to look again. */
	readonly base: SplitState;
}

export interface Drafting {
	/** Per cent of green: that of the draft, else as it is. */
	readonly green: number;
	readonly draft: Draft | undefined;
	/** Whether the split has changed under the draft. */
	readonly stale: boolean;
	readonly move: (green: number) => void;
	/** Has the draft mean the split as it is by now. */
	readonly rebase: () => void;
	readonly drop: () => void;
}

/** A draft on the split as it is. What was moved stays, whatever others do meanwhile. */
export function useDraft(split: SplitState): Drafting {
	const [draft, setDraft] = useState<Draft>();
	return {
		green: draft?.green ?? percentOf(split.weights).green,
		draft,
		stale: draft !== undefined && draft.base.version !== split.version,
		move: (green) => setDraft((before) => ({ green, base: before?.base ?? split })),
		rebase: () => setDraft((before) => before && { ...before, base: split }),
		drop: () => setDraft(undefined),
	};
}
