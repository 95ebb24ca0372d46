import { AGE_GROUPS, type AgeGroup } from '@canario/contracts/age-group';
import { DEPARTMENTS, OTHER } from '@canario/contracts/departments';
import type { Doses, People } from '@canario/contracts/stats-snapshot';
import { VACCINES } from '@canario/contracts/vaccines';

type Counters = ReadonlyMap<string, number>;

/**
 * The figures about people and doses, from the counters whose fields packages/stores/src/counters.ts names.
 *
 * @param group begins the fields: '' for the traffic, 'visitor|' for what viewers sent.
 */
export function peopleFigures(counters: Counters, group: '' | 'visitor|'): People {
	const places = [...DEPARTMENTS, { code: OTHER, name: OTHER }];
	return {
		doses: dosesOf(counters, `${group}dose|`),
		departments: Object.fromEntries(
			places
				.map(({ code, ...place }) => {
					return [code, { ...place, ...dosesOf(counters, `${group}department|${code}|`) }] as const;
				})
				// of the few that viewers sent only those that are there: every snapshot carries the list
				.filter(([, { all }]) => group === '' || all > 0),
		),
		ageGroups: Object.fromEntries(
			AGE_GROUPS.map((age) => [age, dosesOf(counters, `${group}age|${age}|`)]),
		) as Record<AgeGroup, Doses>,
		vaccines: Object.fromEntries(
			[...VACCINES, OTHER].map((vaccine) => [vaccine, counters.get(`${group}vaccine|${vaccine}`) ?? 0]),
		),
		doseNumbers: Object.fromEntries(
			DOSE_NUMBERS.map((dose) => [dose, counters.get(`${group}dose|${dose}`) ?? 0]).filter(
				([, count]) => count !== 0,
			),
		),
	};
}

/** Dose numbers that the schema of a vaccination allows. */
const DOSE_NUMBERS = Array.from({ length: 10 }, (_, index) => index + 1);

/** Sums the counters `<prefix><dose number>`. */
function dosesOf(counters: Counters, prefix: string): Doses {
	const [first = 0, complete = 0, ...others] = DOSE_NUMBERS.map(
		(dose) => counters.get(`${prefix}${dose}`) ?? 0,
	);
	const further = others.reduce((sum, count) => sum + count, 0);
	return { all: first + complete + further, first, complete, further };
}
