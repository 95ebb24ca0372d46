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

/** Asks for at most `limit` rows that follow `cursor`; from the newest on without one. */
export type FetchPage = (cursor: string | undefined, limit: number) => Promise<RecordsPage>;

/**
 * Looks for what a page still lacks, from where `start` ends. The feed answers in bounded time, so an answer may come
 * short and still have a `next`: then the search goes on by itself a few times and tells after each how far it is.
 */
export async function searchRecords(
	fetchPage: FetchPage,
	start: Found,
	onProgress: (found: Found) => void,
): Promise<Found> {
	let found = start;
	for (let tried = 0; tried < TRIES; tried++) {
		found = extended(found, await fetchPage(found.next, PAGE_ROWS - found.records.length));
		if (found.next === undefined || found.records.length >= PAGE_ROWS) return found;
		onProgress(found);
	}
	return found;
}

/** `found` and the page that followed it. */
function extended(found: Found, page: RecordsPage): Found {
	const { next, searchedToMs } = page;
	const records = [...found.records, ...page.records];
	const short = next !== undefined && records.length < PAGE_ROWS;
	return {
		records,
		...(next === undefined ? {} : { next }),
		...(short && searchedToMs !== undefined ? { searchedToMs } : {}),
	};
}
