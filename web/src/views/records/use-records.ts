import { useCallback, useEffect, useRef, useState } from 'react';
import { useConfig } from '../../config.ts';
import { pagesOf, RecordsError, type Trouble } from './search/fetch-records.ts';
import type { Filters } from './search/filters.ts';
import { type Found, searchRecords } from './search/search-records.ts';

/** How far the search for a page is. What was found before stays while the next is looked for. */
export interface Search {
	readonly state: 'searching' | 'done' | 'failed';
	/** Absent before the first answer. */
	readonly found?: Found;
	/** Whether `found` is of this search, and not of the one before. */
	readonly current: boolean;
	readonly trouble?: Trouble;
}

interface Place {
	readonly filters: Filters;
	readonly cursor: string | undefined;
	/** Tells one search from another; a new key searches anew. */
	readonly key: string;
}

/** The page of the log at a place; `goOn` looks on where a search stopped short of a page. */
export function useRecords({ filters, cursor, key }: Place): { readonly search: Search; goOn: () => void } {
	const { feedUrl } = useConfig();
	const [search, setSearch] = useState<Search>({ state: 'searching', current: false });
	const going = useRef<AbortController>(undefined);
	const wanted = useRef({ filters, cursor });
	wanted.current = { filters, cursor };
	const begin = useCallback(
		(start: Found) => {
			going.current?.abort();
			const controller = new AbortController();
			going.current = controller;
			void run(start, { ...wanted.current, feedUrl, signal: controller.signal }, setSearch);
		},
		[feedUrl],
	);
	useEffect(() => {
		setSearch((before) => ({ ...before, state: 'searching', current: false }));
		begin({ records: [], ...(cursor === undefined ? {} : { next: cursor }) });
		return () => going.current?.abort();
	}, [key, begin]);
	const goOn = () => {
		if (search.found) begin(search.found);
		setSearch({ ...search, state: 'searching' });
	};
	return { search, goOn };
}

interface Run {
	readonly feedUrl: string;
	readonly filters: Filters;
	readonly signal: AbortSignal;
}

async function run(start: Found, { signal, ...request }: Run, tell: (search: Search) => void): Promise<void> {
	const fetchPage = pagesOf({ ...request, nowMs: Date.now(), signal });
	const tellUnlessOver = (search: Search) => {
		if (!signal.aborted) tell(search);
	};
	try {
		const found = await searchRecords(fetchPage, start, (soFar) =>
			tellUnlessOver({ state: 'searching', found: soFar, current: true }),
		);
		tellUnlessOver({ state: 'done', found, current: true });
	} catch (error) {
		const trouble = error instanceof RecordsError ? error.trouble : 'other';
		tellUnlessOver({ state: 'failed', current: false, trouble });
	}
}
