import { z } from 'zod';
import { findDepartment, OTHER } from './departments.ts';
import type { Lane } from './lane.ts';
import { traceKey } from './trace.ts';
import { findVaccine } from './vaccines.ts';

/** At most this many vaccinations in one array. */
export const MAX_ARRAY = 500;

/** Characters (code points) in a text field. */
const MAX_TEXT = 200;

// Control, format-breaking and unpaired characters: they would break terminals, logs or UTF-8 on the way.
const FORBIDDEN = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** Whether `text` holds what would break a terminal or a log. */
export const holdsControlCharacters = (text: string) => FORBIDDEN.test(text);

/** The last moment that a date can tell, milliseconds since the Unix epoch (ECMAScript, time values). */
const LAST_MOMENT_MS = 8_640_000_000_000_000;

const text = z
	.string()
	.refine((value) => value.trim() !== '', 'must not be empty')
	.refine(
		(value) => value.length <= MAX_TEXT || [...value].length <= MAX_TEXT,
		`at most ${MAX_TEXT} characters`,
	)
	.refine(
		(value) => !holdsControlCharacters(value),
		'must not contain control characters or unpaired surrogates',
	);

const whole = (min: number, max: number) =>
	z.number().refine((value) => Number.isInteger(value) && value >= min && value <= max, {
		error: `expected a whole number from ${min} to ${max}`,
	});

/** A vaccination as the traffic sends it; unknown fields are refused. */
export const vaccinationInput = z.strictObject({
	name: text,
	location: text,
	age: whole(0, 130),
	vaccine_type: text,
	n_dose: whole(1, 10),
});

export type VaccinationInput = z.infer<typeof vaccinationInput>;

/** The keys that a sender or an earlier service may give as a vaccination's id: printable ASCII without spaces. */
export const vaccinationId = z
	.string()
	.regex(/^[\x21-\x7e]{1,128}$/, 'expected 1 to 128 printable ASCII characters');

/** A vaccination that the entry has let in: valid, normalised, named by an id. */
export const vaccination = vaccinationInput.extend({
	id: vaccinationId,
	/** INE code of the department, or "other". */
	department: z.string().min(1).max(8),
	/** When the entry let it in: milliseconds since the Unix epoch, by the entry's clock. */
	accepted_at: z.int().nonnegative().max(LAST_MOMENT_MS),
	/** A viewer sent it from the page; absent for ordinary traffic. */
	source: z.literal('visitor').optional(),
	/** Under this key its sightings are published (trace.ts); absent for the many that nobody follows. Not stored. */
	traced: traceKey.optional(),
});

export type Vaccination = z.infer<typeof vaccination>;

/** What the record store keeps of a vaccination; field names are those of the sender and of the documents. */
export interface StoredVaccination extends Omit<Vaccination, 'source' | 'traced'> {
	readonly lane: Lane;
	/** When its batch was handed to the record store: milliseconds since the Unix epoch, by the writer's clock. */
	readonly stored_at: number;
	/** Absent for ordinary traffic. */
	readonly source?: 'visitor';
}

/** The document that a lane stores of a vaccination. */
export function documentOf(vaccination: Vaccination, lane: Lane, storedAtMs: number): StoredVaccination {
	const document: StoredVaccination = {
		id: vaccination.id,
		name: vaccination.name,
		location: vaccination.location,
		age: vaccination.age,
		vaccine_type: vaccination.vaccine_type,
		n_dose: vaccination.n_dose,
		department: vaccination.department,
		accepted_at: vaccination.accepted_at,
		lane,
		stored_at: storedAtMs,
	};
	return vaccination.source === undefined ? document : { ...document, source: vaccination.source };
}

/**
 * Gives a valid input its id and its place in the statistics. Places and vaccines that the tables
 * know get their usual spelling; what they do not know stays as written, under "other".
 */
export function admit(input: VaccinationInput, id: string, acceptedAtMs: number): Vaccination {
	const department = findDepartment(input.location);
	return {
		id,
		name: input.name,
		location: department?.name ?? input.location,
		age: input.age,
		vaccine_type: findVaccine(input.vaccine_type) ?? input.vaccine_type,
		n_dose: input.n_dose,
		department: department?.code ?? OTHER,
		accepted_at: acceptedAtMs,
	};
}

/** Whether two vaccinations say the same of the same person: everything the sender wrote is equal. */
export function sameContent(a: VaccinationInput, b: VaccinationInput): boolean {
	return (
		a.name === b.name &&
		a.location === b.location &&
		a.age === b.age &&
		a.vaccine_type === b.vaccine_type &&
		a.n_dose === b.n_dose
	);
}
