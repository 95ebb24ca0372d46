import { AGE_GROUPS, type AgeGroup } from '@canario/contracts/age-group';
import { DEPARTMENTS, OTHER } from '@canario/contracts/departments';
import { isLane, type Lane } from '@canario/contracts/lane';
import { VACCINES } from '@canario/contracts/vaccines';

/** Spans that can be asked for, by what the URL calls them; milliseconds back from now. */
export const PERIODS = { '5m': 300_000, '1h': 3_600_000, '24h': 86_400_000 } as const;
export type Period = keyof typeof PERIODS;

export const SOURCES = ['traffic', 'visitor'] as const;
export const VACCINE_CHOICES: readonly string[] = [...VACCINES, OTHER];
export const DEPARTMENT_CHOICES: readonly string[] = [...DEPARTMENTS.map(({ code }) => code), OTHER];
export const DOSE_CHOICES = [1, 2, 3, 4] as const;

/** What the records are filtered by; what is absent does not filter. */
export interface Filters {
	readonly lane?: Lane;
	/** INE code, or "other". */
	readonly department?: string;
	readonly vaccine?: string;
	readonly dose?: number;
	readonly ageGroup?: AgeGroup;
	readonly source?: (typeof SOURCES)[number];
	readonly period?: Period;
}

/** The filters that a query string names; what it says wrong is left out, so that an old link still opens. */
export function filtersOf(search: string): Filters {
	const query = new URLSearchParams(search);
	const dose = Number(query.get('dose'));
	return withoutAbsent({
		lane: isLane(query.get('lane')) ? (query.get('lane') as Lane) : undefined,
		department: oneOf(DEPARTMENT_CHOICES, query.get('department')),
		vaccine: oneOf(VACCINE_CHOICES, query.get('vaccine')),
		dose: Number.isInteger(dose) && dose >= 1 && dose <= 10 ? dose : undefined,
		ageGroup: oneOf(AGE_GROUPS, query.get('age')),
		source: oneOf(SOURCES, query.get('source')),
		period: oneOf(Object.keys(PERIODS) as Period[], query.get('period')),
	});
}

/** The query string of a page's URL: the filters, and where in the records it is; '' for neither. */
export function searchOf({ ageGroup, ...filters }: Filters, cursor?: string): string {
	const query = new URLSearchParams();
	for (const [key, value] of Object.entries({ ...filters, age: ageGroup, cursor })) {
		if (value !== undefined) query.set(key, String(value));
	}
	const text = query.toString();
	return text === '' ? '' : `?${text}`;
}

/** The query string that asks the feed for a page of them. */
export function requestOf(
	{ period, ...filters }: Filters,
	{
		cursor,
		limit,
		nowMs,
	}: { readonly cursor?: string | undefined; readonly limit: number; readonly nowMs: number },
): string {
	const from = period && Math.max(0, Math.floor(nowMs - PERIODS[period]));
	const query = new URLSearchParams();
	for (const [key, value] of Object.entries({ ...filters, from, cursor, limit })) {
		if (value !== undefined) query.set(key, String(value));
	}
	return `?${query}`;
}

const oneOf = <T extends string>(choices: readonly T[], value: string | null): T | undefined =>
	choices.find((choice) => choice === value);

type Possible = { readonly [K in keyof Filters]: Filters[K] | undefined };

const withoutAbsent = (filters: Possible): Filters =>
	Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
