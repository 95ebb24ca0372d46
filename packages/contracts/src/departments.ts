import table from './departments.json' with { type: 'json' };
import { fold } from './fold.ts';

/** Where records from places that the table does not know are counted. */
export const OTHER = 'other';

export interface Department {
	/** INE code, '01' to '22'. */
	readonly code: string;
	readonly name: string;
	/** People, INE projection for 2020. */
	readonly population: number;
}

export const DEPARTMENTS: readonly Department[] = table.departments.map(
	({ code, name, populationIne2020 }) => ({ code, name, population: populationIne2020 }),
);

const bySpelling = new Map<string, Department>();
for (const [index, { name, aliases, code, iso }] of table.departments.entries()) {
	const department = DEPARTMENTS[index];
	if (!department) continue;
	for (const spelling of [name, ...aliases, code, iso]) bySpelling.set(fold(spelling), department);
}

/** The department that `location` names in any spelling of the table; undefined when it names none. */
export function findDepartment(location: string): Department | undefined {
	const folded = fold(location);
	return bySpelling.get(folded) ?? bySpelling.get(folded.replace(/^(departamento de |depto )/, ''));
}
