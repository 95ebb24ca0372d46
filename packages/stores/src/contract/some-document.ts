import type { StoredVaccination } from '@canario/contracts/vaccination';

/** A valid document for tests; what matters to the test is said in `over`. */
export const someDocument = (over: Partial<StoredVaccination> = {}): StoredVaccination => ({
	id: 'id-1',
	name: 'Ana Lucía Tzoc',
	location: 'Sololá',
	age: 34,
	vaccine_type: 'Moderna',
	n_dose: 1,
	department: '07',
	lane: 'blue',
	accepted_at: 1_620_000_000_000,
	stored_at: 1_620_000_000_250,
	...over,
});
