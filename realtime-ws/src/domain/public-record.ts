import { createHash } from 'node:crypto';
import { ageGroupOf } from '@canario/contracts/age-group';
import { OTHER } from '@canario/contracts/departments';
import type { PublicRecord } from '@canario/contracts/records-page';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import { findVaccine } from '@canario/contracts/vaccines';

const HASH_BYTES = 12;

/** Stands for a document's id where the id itself must not be told: a sender's own key may hold a name. */
export const hashOf = (id: string) =>
	createHash('sha256').update(id).digest().subarray(0, HASH_BYTES).toString('base64url');

/** A document without its name, its id, and what its sender wrote freely. */
export function publicRecord(document: StoredVaccination): PublicRecord {
	return {
		key: hashOf(document.id),
		lane: document.lane,
		department: document.department,
		vaccine: findVaccine(document.vaccine_type) ?? OTHER,
		dose: document.n_dose,
		ageGroup: ageGroupOf(document.age),
		source: document.source ?? 'traffic',
		acceptedAtMs: document.accepted_at,
		storedAtMs: document.stored_at,
	};
}
