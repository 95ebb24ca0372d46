import type { Weights } from '@canario/contracts/service-report';
import type { SplitChange, SplitState } from '@canario/contracts/split-change';
import { ServiceError } from '@canario/service-kit/service-error';
import { PLATFORM } from '@canario/traffic-split/split-state';

/** A change without what the journal gives it: number and time. */
export type NewChange = Omit<SplitChange, 'version' | 'atMs'>;

/** Who asks for a change, and why. */
export interface Act {
	readonly by: string;
	readonly reason: string;
	/** Refuse unless the split still has this version. */
	readonly ifVersion?: number | undefined;
}

/** What an operator asks for. */
export interface SetAct extends Act {
	readonly weights: Weights;
	/** Go back unless the change is confirmed within so many milliseconds. */
	readonly revertAfterMs?: number | undefined;
}

/** The first of a new history. */
export const startChange = (weights: Weights): NewChange => ({
	by: PLATFORM,
	reason: 'start',
	kind: 'start',
	from: weights,
	to: weights,
});

/** While weights wait for a confirmation, further ones go back to where those would have gone. */
export const setChange = (
	{ weights, revertTo }: SplitState,
	{ by, reason, weights: to, revertAfterMs }: SetAct,
	nowMs: number,
): NewChange => ({
	by,
	reason,
	kind: 'set',
	from: weights,
	to,
	...(revertAfterMs !== undefined && {
		revertAtMs: nowMs + revertAfterMs,
		revertTo: revertTo ?? weights,
	}),
});

/** @throws {ServiceError} `conflict` when there is nothing to undo. */
export function undoChange({ weights, undoTo }: SplitState, { by, reason }: Act): NewChange {
	if (undoTo) return { by, reason, kind: 'undo', from: weights, to: undoTo };
	throw new ServiceError('conflict', 'the weights are the first of their history: there is nothing to undo');
}

/** @throws {ServiceError} `conflict` when nothing waits for a confirmation. */
export function confirmChange({ weights, version, revertAtMs }: SplitState, by: string): NewChange {
	if (revertAtMs !== undefined) {
		return { by, reason: '', kind: 'confirm', from: weights, to: weights, confirms: version };
	}
	throw new ServiceError('conflict', `version ${version} of the split waits for no confirmation`);
}

/** The change that is due because nobody confirmed the last one in time; undefined when none is. */
export function dueRevert(state: SplitState, nowMs: number): NewChange | undefined {
	const { weights, version, revertAtMs, revertTo } = state;
	if (revertAtMs === undefined || revertTo === undefined || nowMs < revertAtMs) return undefined;
	const reason = `nobody confirmed version ${version} by ${new Date(revertAtMs).toISOString()}`;
	return { by: PLATFORM, reason, kind: 'revert', from: weights, to: revertTo };
}
