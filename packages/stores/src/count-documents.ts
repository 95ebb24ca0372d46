import { ageGroupOf } from '@canario/contracts/age-group';
import { OTHER } from '@canario/contracts/departments';
import { type ByLane, LANES } from '@canario/contracts/lane';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import { findVaccine } from '@canario/contracts/vaccines';
import { bump, fieldsOf, type Increments, slotField, slotOf } from './counters.ts';
import type { Counted, LastOne } from './live-statistics.ts';
import type { DocumentGroup } from './record-store.ts';

/** How many of the last vaccinations are shown. */
const LAST_ONES = 5;

/** Letters in the initials of a name, at most. */
const INITIALS = 3;

/** What the statistics count of documents that share their `stored_at`, time slot included. */
export function countedOf(documents: readonly StoredVaccination[]): Counted {
	const storedAtMs = documents[0]?.stored_at ?? 0;
	const slot = slotOf(storedAtMs);
	const increments = new Map<string, number>();
	for (const document of documents) {
		for (const field of fieldsOf(document)) bump(increments, field);
		bump(increments, slotField(slot, document.lane));
	}
	return { storedAtMs, increments };
}

/**
 * The five documents stored last as anybody may see them, newest first; of equal times the later in the array.
 * What viewers sent is not among them.
 */
export function lastOnes(documents: readonly StoredVaccination[]): readonly LastOne[] {
	return documents
		.filter(({ source }) => source === undefined)
		.reverse()
		.sort((a, b) => b.stored_at - a.stored_at)
		.slice(0, LAST_ONES)
		.map((document) => ({
			initials: initialsOf(document.name),
			ageGroup: ageGroupOf(document.age),
			department: document.department,
			// A vaccine that the table does not know is free text, in which a name might stand.
			vaccine: findVaccine(document.vaccine_type) ?? OTHER,
			dose: document.n_dose,
			lane: document.lane,
			storedAtMs: document.stored_at,
		}));
}

/** In place of the letter of a word that is no longer than it. */
const HIDDEN = '·';

/**
 * First letters of a name's first three words, upper case: "M. L."; empty for a name without letters. Of a word that is
 * but one character its first letter would be all: there is a dot instead.
 */
export function initialsOf(name: string): string {
	const letters: string[] = [];
	for (const word of name.normalize('NFC').split(/\s+/u)) {
		const [letter, more] = word.match(/\p{L}/gu) ?? [];
		if (letter === undefined || letters.length === INITIALS) continue;
		letters.push(more === undefined ? HIDDEN : `${letter.toUpperCase()}.`);
	}
	return letters.join(' ');
}

/** What the record store holds, as increments: its groups, and its counts by time slot. */
export function sumsOf(
	groups: readonly DocumentGroup[],
	slots: ReadonlyMap<number, ByLane<number>>,
): Increments {
	const sums = new Map<string, number>();
	for (const { count, ...document } of groups) {
		for (const field of fieldsOf(document)) bump(sums, field, count);
	}
	for (const [slot, byLane] of slots) {
		for (const lane of LANES) if (byLane[lane] > 0) bump(sums, slotField(slot, lane), byLane[lane]);
	}
	return sums;
}
