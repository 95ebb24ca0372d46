import type { RecordPlace, RecordsRequest } from '../record-store.ts';
import { checkTime } from './check-arguments.ts';
import { LAST_TIME_MS } from './in-windows.ts';

/** A part of the documents in their order, newest first. */
export interface Bounds {
	/** Only what comes after this place; from the newest on when absent. */
	readonly after?: RecordPlace;
	/** Down to this place, inclusive: one between two moments, with an empty id, or one that the adapter gave. */
	readonly upTo: RecordPlace;
}

/**
 * The part of the documents in which a page is looked for.
 *
 * @throws {ServiceError} `invalid_input` when a time is out of range.
 */
export function boundsOf({ filter: { fromMs = 0, beforeMs }, after }: RecordsRequest): Bounds {
	// Ids are not empty: all documents of a moment come before the place of the moment with an empty id.
	const upTo = { storedAtMs: timeOf(fromMs), id: '' };
	const places = [
		...(after ? [{ ...after, storedAtMs: timeOf(after.storedAtMs) }] : []),
		...(beforeMs === undefined ? [] : [{ storedAtMs: timeOf(beforeMs), id: '' }]),
	];
	const [oldest] = places.sort((a, b) => (comesAfter(a, b) ? -1 : 1));
	return { ...(oldest && { after: oldest }), upTo };
}

/** Whether `a` is a later place than `b` in the order newest first: an earlier time, or a lower id. */
function comesAfter(a: RecordPlace, b: RecordPlace): boolean {
	if (a.storedAtMs !== b.storedAtMs) return a.storedAtMs < b.storedAtMs;
	return a.id < b.id;
}

function timeOf(timeMs: number): number {
	checkTime(timeMs);
	return Math.min(timeMs, LAST_TIME_MS);
}
