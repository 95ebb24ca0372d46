import type { People } from '@canario/contracts/stats-snapshot';
import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { useStats } from '../../feed/use-feed.ts';
import { addPeople } from './figures/people.ts';

const PARTS = ['doses', 'departments', 'ageGroups', 'vaccines', 'doseNumbers'] as const;

const partsOf = ({ doses, departments, ageGroups, vaccines, doseNumbers }: People): People => ({
	doses,
	departments,
	ageGroups,
	vaccines,
	doseNumbers,
});

const sameParts = (a: People, b: People): boolean => PARTS.every((part) => a[part] === b[part]);

/** Whether visitors' tries are added, as the address says, and how to change that. */
export function useWithVisitors(): readonly [boolean, (wanted: boolean) => void] {
	const [search, setSearch] = useSearchParams();
	const set = (wanted: boolean) => {
		setSearch(
			(before) => {
				const after = new URLSearchParams(before);
				if (wanted) after.set('visitors', '1');
				else after.delete('visitors');
				return after;
			},
			{ replace: true },
		);
	};
	return [search.get('visitors') === '1', set];
}

/** The figures about people, with visitors' tries where the address says so; undefined before the first snapshot. */
export function usePeople(): People | undefined {
	const [withVisitors] = useWithVisitors();
	const people = useStats(partsOf, sameParts);
	const visitors = useStats((stats) => stats.visitors);
	return useMemo(
		() => (people && visitors && withVisitors ? addPeople(people, visitors) : people),
		[people, visitors, withVisitors],
	);
}
