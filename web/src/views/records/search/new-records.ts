import { byLane } from '@canario/contracts/lane';
import type { Doses, People, StatsSnapshot } from '@canario/contracts/stats-snapshot';
import type { Filters } from './filters.ts';

/** Counts of what the filters choose by; each is an upper bound of the rows that match all of them. */
export type Marks = readonly number[];

type Counted = Pick<StatsSnapshot, keyof People | 'visitors' | 'lanes'>;

/** How many vaccinations each single filter matches now. Without a filter: how many there are. */
export function marksOf(stats: Counted, filters: Filters): Marks {
	const { lane, department, vaccine, dose, ageGroup, source } = filters;
	const groups = source === 'visitor' ? [stats.visitors] : source ? [stats] : [stats, stats.visitors];
	const sum = (count: (people: People) => number | undefined): number =>
		groups.reduce((total, people) => total + (count(people) ?? 0), 0);
	const stored = byLane((each) => stats.lanes[each].stored);
	const all = (doses: Doses | undefined): number | undefined => doses?.all;
	const marks = [
		...(lane ? [stored[lane]] : []),
		...(department ? [sum((people) => all(people.departments[department]))] : []),
		...(vaccine ? [sum((people) => people.vaccines[vaccine])] : []),
		...(dose ? [sum((people) => people.doseNumbers[String(dose)])] : []),
		...(ageGroup ? [sum((people) => all(people.ageGroups[ageGroup]))] : []),
		...(lane && source ? [sum((people) => people.doses.all)] : []),
	];
	if (marks.length > 0) return marks;
	return [source ? sum((people) => people.doses.all) : stored.blue + stored.green];
}

/**
 * New rows since `then`: exactly so many when one count decides, else at most so many. Counts that went down
 * (the store was emptied) are no new rows.
 */
export function newSince(then: Marks, now: Marks): { readonly atMost: number; readonly exact: boolean } {
	const grown = now.map((mark, index) => Math.max(0, mark - (then[index] ?? mark)));
	return { atMost: Math.min(...grown), exact: grown.length === 1 };
}
