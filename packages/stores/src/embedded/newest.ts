import type { LastOne } from '../live-statistics.ts';

const LAST_ONES = 5;

/** The newest of both; of equal times those of `first` come first. */
export function newest(first: readonly LastOne[], second: readonly LastOne[]): readonly LastOne[] {
	return [...first, ...second].sort((a, b) => b.storedAtMs - a.storedAtMs).slice(0, LAST_ONES);
}
