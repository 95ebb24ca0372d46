import type { RecordsPage } from '@canario/contracts/records-page';
import { type Filters, requestOf } from './filters.ts';
import type { FetchPage } from './search-records.ts';

/** Why the log could not be read. `gone`: the link's place in it is not known. */
export type Trouble = 'busy' | 'gone' | 'other';

/** The feed refused a page of the log. */
export class RecordsError extends Error {
	override readonly name = 'RecordsError';
	readonly trouble: Trouble;

	constructor(trouble: Trouble) {
		super(`the log could not be read: ${trouble}`);
		this.trouble = trouble;
	}
}

interface Request {
	/** Origin of the feed. */
	readonly feedUrl: string;
	readonly filters: Filters;
	/** What a period counts back from, milliseconds since the Unix epoch; the same for all pages of a search. */
	readonly nowMs: number;
	readonly signal: AbortSignal;
}

/** Asks `GET /api/records`; rejects with RecordsError, and as `fetch` does. */
export function pagesOf({ feedUrl, filters, nowMs, signal }: Request): FetchPage {
	return async (cursor, limit) => {
		const url = new URL(`/api/records${requestOf(filters, { cursor, limit, nowMs })}`, feedUrl);
		const response = await fetch(url, { signal });
		if (response.ok) return (await response.json()) as RecordsPage;
		throw new RecordsError(troubleOf(response.status, cursor));
	};
}

function troubleOf(status: number, cursor: string | undefined): Trouble {
	if (status === 429 || status === 503) return 'busy';
	return status === 400 && cursor !== undefined ? 'gone' : 'other';
}
