import { useLocation, useSearch } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { type Filters, filtersOf, searchOf } from './search/filters.ts';

/** Where in the log the address is, and how to go elsewhere. */
export interface PlaceInLog {
	readonly filters: Filters;
	readonly cursor: string | undefined;
	/** Chooses other filters; begins with the newest. */
	readonly choose: (filters: Filters) => void;
	readonly toNewest: () => void;
	readonly toOlder: (next: string) => void;
	/** One page back, where this tab came from one. */
	readonly toNewer: (() => void) | undefined;
}

interface Step {
	/** Pages that the tab went back in the log, and can return from. */
	readonly depth: number;
}

/** The place is in the address, so that it can be shared, and the browser's back goes a page back. */
export function usePlace(): PlaceInLog {
	const [path, navigate] = useLocation();
	const search = useSearch();
	const depth = useHistoryState<Step | null>()?.depth ?? 0;
	const filters = filtersOf(search);
	const cursor = new URLSearchParams(search).get('cursor') ?? undefined;
	return {
		filters,
		cursor,
		choose: (chosen) => navigate(path + searchOf(chosen), { replace: true }),
		toNewest: () => navigate(path + searchOf(filters)),
		toOlder: (next) => navigate(path + searchOf(filters, next), { state: { depth: depth + 1 } }),
		toNewer: depth > 0 ? () => history.back() : undefined,
	};
}
