import { OTHER } from '@canario/contracts/departments';
import { VACCINES } from '@canario/contracts/vaccines';
import type { RecordFilter } from '../record-store.ts';
import type { Bounds } from '../records/bounds.ts';

/** Part of a WHERE clause, and what its question marks stand for. */
export interface Conditions {
	readonly sql: string;
	readonly values: readonly (string | number)[];
}

/** That a document lies within bounds; in a form that the index by time answers. */
export function within({ after, upTo }: Bounds): Conditions {
	const from = after && condition('(stored_at, id) < (?, ?)', after.storedAtMs, after.id);
	return all([...(from ? [from] : []), condition('(stored_at, id) >= (?, ?)', upTo.storedAtMs, upTo.id)]);
}

/** That a document agrees with a filter, times aside: those are bounds. */
export function agreeing({ lane, department, vaccine, dose, ages, source }: RecordFilter): Conditions {
	return all([
		...(lane === undefined ? [] : [condition('lane = ?', lane)]),
		...(department === undefined ? [] : [condition('department = ?', department)]),
		...(vaccine === undefined ? [] : [ofVaccine(vaccine)]),
		...(dose === undefined ? [] : [condition('n_dose = ?', dose)]),
		...(ages === undefined ? [] : [condition('age BETWEEN ? AND ?', ages.from, ages.to)]),
		...(source === undefined ? [] : [condition(`source IS ${source === 'visitor' ? "'visitor'" : 'NULL'}`)]),
	]);
}

/** Both. */
export const all = (conditions: readonly Conditions[]): Conditions => ({
	sql: conditions.map(({ sql }) => sql).join(' AND ') || 'TRUE',
	values: conditions.flatMap(({ values }) => values),
});

function ofVaccine(vaccine: string): Conditions {
	if (vaccine !== OTHER) return condition('vaccine_type = ?', vaccine);
	return condition(`vaccine_type NOT IN (${VACCINES.map(() => '?').join(', ')})`, ...VACCINES);
}

const condition = (sql: string, ...values: (string | number)[]): Conditions => ({ sql, values });
