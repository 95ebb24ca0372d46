import { DEPARTMENTS, type Department } from '@canario/contracts/departments';
import type { Prng } from '../operator/src/traffic/prng.ts';

/** A choice and how often it is taken, in any unit. */
type Weighted<T> = readonly (readonly [choice: T, weight: number])[];

/** One of the choices, each as often as its weight says. */
export function draw<T>(prng: Prng, choices: Weighted<T>): T {
	let left = prng.fraction() * choices.reduce((sum, [, weight]) => sum + weight, 0);
	for (const [choice, weight] of choices) {
		left -= weight;
		if (left < 0) return choice;
	}
	return (choices.at(-1) as Weighted<T>[number])[0];
}

/**
 * Percent of people with two doses in early 2022, by INE code. Published: 01 Guatemala, 03 Sacatepéquez,
 * 07 Sololá, 16 Alta Verapaz. The others are estimates between those ends.
 */
const TWO_DOSES_PERCENT: Readonly<Record<string, number>> = {
	'01': 53,
	'02': 45,
	'03': 47,
	'04': 33,
	'05': 36,
	'06': 35,
	'07': 20,
	'08': 18,
	'09': 35,
	'10': 28,
	'11': 31,
	'12': 24,
	'13': 17,
	'14': 16,
	'15': 27,
	'16': 13,
	'17': 20,
	'18': 27,
	'19': 38,
	'20': 27,
	'21': 26,
	'22': 34,
};

/** Departments weighted by the people they vaccinated. */
export const PLACES: Weighted<Department> = DEPARTMENTS.map((department) => {
	const percent = TWO_DOSES_PERCENT[department.code];
	if (percent === undefined) throw new Error(`no rate for department ${department.code}`);
	return [department, department.population * percent];
});

interface AgeBand {
	readonly fromAge: number;
	readonly toAge: number;
	readonly vaccines: Weighted<string>;
	readonly doses: Weighted<number>;
}

// Vaccines: the minors' bands follow the rules, and the adults' shares are what is then left of
// Moderna 42, AstraZeneca 27, Sputnik V 22 and Pfizer-BioNTech 8 percent of all doses.
const ADULT_VACCINES: Weighted<string> = [
	['Moderna', 32.5],
	['AstraZeneca', 27],
	['Sputnik V', 22],
	['Pfizer-BioNTech', 2.5],
];

// Doses: 47.38 percent of people had one and 32.23 two; boosters began in December 2021 with those of 60 and more.
const FIRST_TWO: Weighted<number> = [
	[1, 47.38],
	[2, 32.23],
];

/** Who was vaccinated, in percent of doses: adults first, then 12 to 17 (Pfizer, Moderna), then 6 to 11 (Moderna). */
export const AGE_BANDS: Weighted<AgeBand> = [
	[{ fromAge: 6, toAge: 11, vaccines: [['Moderna', 1]], doses: FIRST_TWO }, 4],
	[
		{
			fromAge: 12,
			toAge: 17,
			vaccines: [
				['Moderna', 1],
				['Pfizer-BioNTech', 1],
			],
			doses: FIRST_TWO,
		},
		11,
	],
	[{ fromAge: 18, toAge: 26, vaccines: ADULT_VACCINES, doses: [...FIRST_TWO, [3, 3]] }, 22],
	[{ fromAge: 27, toAge: 59, vaccines: ADULT_VACCINES, doses: [...FIRST_TWO, [3, 6]] }, 47],
	[{ fromAge: 60, toAge: 94, vaccines: ADULT_VACCINES, doses: [...FIRST_TWO, [3, 28]] }, 16],
];
