import type { PublicRecord, RecordsPage } from '@canario/contracts/records-page';

/** Rows of a page. */
export const PAGE_ROWS = 50;

/** Requests that one search makes by itself before it asks whether to go on. */
const TRIES = 4;

/** What a search has found. */
export interface Found {
	readonly records: readonly PublicRecord[];
	/** Where the next older page begins; absent when there is nothing older. */
	readonly next?: string;
	/** Down to here everything was looked at, ms since the epoch; absent when a full page or the end was found. */
	readonly searchedToMs?: number;
}

/**
 * Looks for a page of rows from `cursor` on. The feed answers in bounded time, so a page may come short and still
 * have a `next`: then the search goes on by itself a few times and tells after each answer how far it is.
 */
export async function searchRecords(
	fetchPage: (cursor: string | undefined) => Promise<RecordsPage>,
	cursor: string | undefined,
	onProgress: (found: Found) => void,
): Promise<Found> {
	let found: Found = { records: [], ...(cursor === undefined ? {} : { next: cursor }) };
	for (let tried = 0; tried < TRIES; tried++) {
		found = extended(found, await fetchPage(found.next));
		if (found.next === undefined || found.records.length >= PAGE_ROWS) return found;
		onProgress(found);
	}
	return found;
}

/** `found` and the page that followed it. */
export function extended(found: Found, page: RecordsPage): Found {
	const { next, searchedToMs } = page;
	return {
		records: [...found.records, ...page.records],
		...(next === undefined ? {} : { next }),
		...(next === undefined || searchedToMs === undefined ? {} : { searchedToMs }),
	};
}
