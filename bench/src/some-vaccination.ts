import { admit, type Vaccination } from '@canario/contracts/vaccination';

/** What every side is sent. */
export const INPUT = { name: 'Ana Tzoc', location: 'Sololá', age: 34, vaccine_type: 'Moderna', n_dose: 1 };

const run = Date.now().toString(36);
const admitted = admit(INPUT, '', Date.now());
let made = 0;

/** A vaccination that the entry might have let in, each with an id of its own; ids are ordered by time. */
export function someVaccination(): Vaccination {
	made += 1;
	return { ...admitted, id: `${run}-${String(made).padStart(12, '0')}` };
}
