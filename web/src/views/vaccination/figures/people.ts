import type { AgeGroup } from '@canario/contracts/age-group';
import type { Doses, People } from '@canario/contracts/stats-snapshot';

/** The doses of both. */
function addDoses(a: Doses, b: Doses): Doses {
	return {
		all: a.all + b.all,
		first: a.first + b.first,
		complete: a.complete + b.complete,
		further: a.further + b.further,
	};
}

/** The figures of `people` and `visitors` together; keys that only one of them has are kept. */
export function addPeople(people: People, visitors: People): People {
	return {
		doses: addDoses(people.doses, visitors.doses),
		departments: merged(people.departments, visitors.departments, (a, b) => ({ ...a, ...addDoses(a, b) })),
		ageGroups: merged<AgeGroup, Doses>(people.ageGroups, visitors.ageGroups, addDoses),
		vaccines: merged(people.vaccines, visitors.vaccines, (a, b) => a + b),
		doseNumbers: merged(people.doseNumbers, visitors.doseNumbers, (a, b) => a + b),
	};
}

function merged<K extends string, T>(
	a: Readonly<Record<K, T>>,
	b: Readonly<Record<K, T>>,
	add: (a: T, b: T) => T,
): Readonly<Record<K, T>> {
	const all: Record<K, T> = { ...a };
	for (const [key, value] of Object.entries(b) as [K, T][]) {
		const mine: T | undefined = all[key];
		all[key] = mine === undefined ? value : add(mine, value);
	}
	return all;
}
