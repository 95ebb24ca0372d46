import { HISTORY_MS, type HistoryPoint, POINT_MS, type WeightChange } from '@canario/contracts/history';
import type { Weights } from '@canario/contracts/service-report';

/** The weights at one time, as points and feed tell them. */
export type Split = NonNullable<HistoryPoint['split']>;

/** What is known of how the weights changed. */
export interface KnownChanges {
	/** From the split's journal: every change, up to when it was asked for. */
	readonly told: readonly WeightChange[];
	/** The weights that came by the feed, oldest first. */
	readonly seen: readonly Split[];
}

/** The same change bears the time of the split here and that of its journal there; they are this near, ms. */
const SAME_MS = 2 * POINT_MS;

/** `seen` with `split` at its end, if that is new; what is older than the history goes. */
export function withSeen(seen: readonly Split[], split: Split): readonly Split[] {
	const last = seen.at(-1);
	if (last?.version === split.version && last.changedAtMs === split.changedAtMs) return seen;
	return [...seen.filter(({ changedAtMs }) => changedAtMs >= split.changedAtMs - HISTORY_MS), split];
}

/**
 * The changes of the history, oldest first, each once. One that nobody told is found between weights that were known
 * one after the other; only of such ones several may show as one.
 */
export function changesOf(
	points: readonly HistoryPoint[],
	{ told, seen }: KnownChanges,
): readonly WeightChange[] {
	const found = [...points.flatMap(({ split }) => split ?? []), ...seen]
		.map(({ version, changedAtMs, weights }) => ({ version, atMs: changedAtMs, to: weights }))
		.filter((split) => !told.some((change) => isSame(change, split)));
	const known = [...told, ...found].sort((a, b) => a.atMs - b.atMs || a.version - b.version);
	const oldestMs = (points.at(-1)?.atMs ?? 0) - HISTORY_MS;
	return known.flatMap((one, index) => {
		const from = 'from' in one ? one.from : known[index - 1]?.to;
		if (from === undefined || isEqual(from, one.to) || one.atMs < oldestMs) return [];
		return [{ version: one.version, atMs: one.atMs, from, to: one.to }];
	});
}

type Change = Pick<WeightChange, 'version' | 'atMs'>;

const isSame = (a: Change, b: Change) => a.version === b.version && Math.abs(a.atMs - b.atMs) < SAME_MS;
const isEqual = (a: Weights, b: Weights) => a.blue === b.blue && a.green === b.green;
