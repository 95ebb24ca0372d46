import type { StoredVaccination } from '@canario/contracts/vaccination';
import type { RecordFilter, RecordPlace, RecordsFound, RecordsRequest } from '../record-store.ts';
import { type Bounds, boundsOf } from './bounds.ts';
import { checkLimit } from './check-arguments.ts';

/** A page is looked for at most this long, and one piece more; how long one piece should take; milliseconds. */
const SEARCH_MS = 50;
const PIECE_MS = 20;

/** Documents that a piece has: the first, and the most and fewest. */
const FIRST_PIECE = 1_000;
const MAX_PIECE = 100_000;
const MIN_PIECE = 100;

/** How much larger and smaller a piece may be than the one before. */
const MAX_GROWTH = 8;
const MIN_GROWTH = 1 / 8;

interface Searched {
	/** A clock that does not jump, milliseconds. */
	readonly nowMs: () => number;
	/** The place of about the `nth` document within bounds, whatever it holds; undefined when there are fewer. */
	place(bounds: Bounds, nth: number): Promise<RecordPlace | undefined>;
	/** The first documents within bounds that agree with the filter. */
	matching(bounds: Bounds, limit: number): Promise<readonly StoredVaccination[]>;
}

/**
 * Looks for a page piece by piece, in the documents' order: pieces are counted in documents, so that bursts and
 * gaps in time do not matter, and become as large as can be read in the time that one should take.
 *
 * Rejects with ServiceError('invalid_input') when the limit or a time of the request is out of range.
 */
export async function searchPage(
	request: RecordsRequest,
	{ nowMs, place, matching }: Searched,
): Promise<RecordsFound> {
	const { filter, limit } = request;
	checkLimit(limit);
	const startedAtMs = nowMs();
	const documents: StoredVaccination[] = [];
	let size = FIRST_PIECE;
	for (let rest = boundsOf(request); ; ) {
		const pieceAtMs = nowMs();
		const end = isSelective(filter) ? await place(rest, size) : undefined;
		// One more than asked for tells whether something is left behind a full page.
		documents.push(...(await matching({ ...rest, upTo: end ?? rest.upTo }, limit + 1 - documents.length)));
		if (documents.length > limit) return fullPage(documents.slice(0, limit));
		if (!end) return { documents };
		const endedAtMs = nowMs();
		if (documents.length === limit || endedAtMs - startedAtMs >= SEARCH_MS) return { documents, next: end };
		rest = { ...rest, after: end };
		size = sizeAfter(size, endedAtMs - pieceAtMs);
	}
}

/** Whether a filter leaves out documents within its bounds; where all agree a page ends when it is full. */
const isSelective = ({ lane, department, vaccine, dose, ages, source }: RecordFilter) =>
	[lane, department, vaccine, dose, ages, source].some((wanted) => wanted !== undefined);

function fullPage(documents: readonly StoredVaccination[]): RecordsFound {
	const last = documents.at(-1);
	return { documents, ...(last && { next: { storedAtMs: last.stored_at, id: last.id } }) };
}

function sizeAfter(size: number, tookMs: number): number {
	const growth = Math.min(MAX_GROWTH, Math.max(MIN_GROWTH, PIECE_MS / tookMs));
	return Math.min(MAX_PIECE, Math.max(MIN_PIECE, Math.floor(size * growth)));
}
