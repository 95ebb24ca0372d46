import { DEPARTMENTS, OTHER } from '@canario/contracts/departments';
import type { People } from '@canario/contracts/stats-snapshot';

/** A row of the departments' table, and a shape of the map. */
export interface Place {
	/** INE code, or "other". */
	readonly code: string;
	readonly name: string;
	readonly doses: number;
	readonly first: number;
	readonly complete: number;
	/** People with a first dose as percent of the INE 2020 population; absent for "other". */
	readonly percent?: number;
}

export const PLACE_COLUMNS = ['name', 'percent', 'first', 'complete'] as const;
export type PlaceColumn = (typeof PLACE_COLUMNS)[number];

export interface Order {
	readonly by: PlaceColumn;
	readonly direction: 'ascending' | 'descending';
}

export const FIRST_ORDER: Order = { by: 'percent', direction: 'descending' };

/** All departments, also those without doses; places that the table does not know only when they have some. */
export function placesOf(people: Pick<People, 'departments'>, otherName: string): readonly Place[] {
	const places: Place[] = DEPARTMENTS.map(({ code, name, population }) => {
		const { all = 0, first = 0, complete = 0 } = people.departments[code] ?? {};
		return { code, name, doses: all, first, complete, percent: (100 * first) / population };
	});
	const other = people.departments[OTHER];
	if (other && other.all > 0) {
		places.push({
			code: OTHER,
			name: otherName,
			doses: other.all,
			first: other.first,
			complete: other.complete,
		});
	}
	return places;
}

/** `places` in the order asked for; "other" is last in any, and equal ones are in the order of their names. */
export function sortPlaces(places: readonly Place[], { by, direction }: Order): readonly Place[] {
	const sign = direction === 'ascending' ? 1 : -1;
	return places.toSorted((a, b) => {
		if (a.code === OTHER || b.code === OTHER) return Number(a.code === OTHER) - Number(b.code === OTHER);
		const names = a.name.localeCompare(b.name, 'es');
		if (by === 'name') return sign * names;
		return sign * ((a[by] ?? 0) - (b[by] ?? 0)) || names;
	});
}

/** What a click on the head of `column` asks for: the other way round, or that column, figures from the top. */
export function nextOrder(order: Order, column: PlaceColumn): Order {
	if (order.by !== column) return { by: column, direction: column === 'name' ? 'ascending' : 'descending' };
	return { by: column, direction: order.direction === 'ascending' ? 'descending' : 'ascending' };
}
