import { AGE_GROUPS, type AgeGroup } from '@canario/contracts/age-group';
import { DEPARTMENTS, OTHER } from '@canario/contracts/departments';
import type { Doses, StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { VACCINES } from '@canario/contracts/vaccines';

type Counters = ReadonlyMap<string, number>;

/** The figures about people and doses, from the counters whose fields packages/stores/src/counters.ts names. */
export function peopleFigures(
	counters: Counters,
): Pick<StatsSnapshot, 'doses' | 'departments' | 'ageGroups' | 'vaccines' | 'doseNumbers'> {
	const places = [...DEPARTMENTS, { code: OTHER, name: OTHER, population: null }];
	return {
		doses: dosesOf(counters, 'dose|'),
		departments: places.map((place) => ({ ...place, ...dosesOf(counters, `department|${place.code}|`) })),
		ageGroups: Object.fromEntries(
			AGE_GROUPS.map((group) => [group, dosesOf(counters, `age|${group}|`)]),
		) as Record<AgeGroup, Doses>,
		vaccines: Object.fromEntries(
			[...VACCINES, OTHER].map((vaccine) => [vaccine, counters.get(`vaccine|${vaccine}`) ?? 0]),
		),
		doseNumbers: Object.fromEntries(
			DOSE_NUMBERS.map((dose) => [dose, counters.get(`dose|${dose}`) ?? 0]).filter(
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
