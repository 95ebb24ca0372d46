import { ageGroupOf } from '@canario/contracts/age-group';
import { OTHER } from '@canario/contracts/departments';
import { findVaccine } from '@canario/contracts/vaccines';
import type { DocumentGroup } from './record-store.ts';

/** Increments by field of the statistics; the fields are those of `fieldsOf`. */
export type Increments = ReadonlyMap<string, number>;

/** Length of a time slot of the statistics, milliseconds. */
export const SLOT_MS = 10_000;

/** Slots are kept for this long, milliseconds. */
export const SLOTS_KEPT_MS = 3_660_000;

/** Number of the time slot in which a document of `storedAtMs` is counted. */
export const slotOf = (storedAtMs: number) => Math.floor(storedAtMs / SLOT_MS);

/** The field of a time slot's count. */
export const slotField = (slot: number, lane: string) => `slot|${slot}|${lane}`;

/** Begins the fields about people of what viewers sent from the page: they are in none of the other figures. */
const VISITORS = 'visitor|';

/**
 * Every field of the statistics in which a document counts one, time slot aside. The parts of a field are
 * divided by "|", which no part contains. What a viewer sent counts in its lane like any other, for the books
 * are to close, and for the rest among the visitors'.
 */
export function fieldsOf(document: Omit<DocumentGroup, 'count'>): readonly string[] {
	const { lane, department, age, n_dose, source } = document;
	const group = source === 'visitor' ? VISITORS : '';
	const vaccine = findVaccine(document.vaccine_type) ?? OTHER;
	return [
		`lane|${lane}`,
		`${group}dose|${n_dose}`,
		`${group}department|${department}|${n_dose}`,
		`${group}age|${ageGroupOf(age)}|${n_dose}`,
		`${group}vaccine|${vaccine}`,
	];
}

/** Adds `by` to a field. */
export function bump(increments: Map<string, number>, field: string, by = 1): void {
	increments.set(field, (increments.get(field) ?? 0) + by);
}
