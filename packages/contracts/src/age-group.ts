/** Age groups of the statistics, youngest first, with the first age (whole years) of each. */
const FIRST_AGE = { children: 0, adolescents: 12, young: 19, adults: 27, elders: 60 } as const;

export type AgeGroup = keyof typeof FIRST_AGE;

export const AGE_GROUPS: readonly AgeGroup[] = ['children', 'adolescents', 'young', 'adults', 'elders'];

/** The group of a person of `age` whole years. */
export function ageGroupOf(age: number): AgeGroup {
	return AGE_GROUPS.findLast((group) => age >= FIRST_AGE[group]) ?? 'children';
}
