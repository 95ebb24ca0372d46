import type { StoredVaccination } from '@canario/contracts/vaccination';

/** A vaccination as it lies in MongoDB: the sender's field names, and times that people can query. */
export interface VaccinationDocument extends Omit<StoredVaccination, 'id' | 'accepted_at' | 'stored_at'> {
	readonly _id: string;
	readonly accepted_at: Date;
	readonly stored_at: Date;
}

export function toDocument(vaccination: StoredVaccination): VaccinationDocument {
	return {
		_id: vaccination.id,
		name: vaccination.name,
		location: vaccination.location,
		age: vaccination.age,
		vaccine_type: vaccination.vaccine_type,
		n_dose: vaccination.n_dose,
		department: vaccination.department,
		lane: vaccination.lane,
		accepted_at: new Date(vaccination.accepted_at),
		stored_at: new Date(vaccination.stored_at),
		...(vaccination.source && { source: vaccination.source }),
	};
}

export function fromDocument({
	_id,
	accepted_at,
	stored_at,
	...same
}: VaccinationDocument): StoredVaccination {
	return { id: _id, ...same, accepted_at: accepted_at.getTime(), stored_at: stored_at.getTime() };
}
