import type { StoredVaccination } from '@canario/contracts/vaccination';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedOf, initialsOf, lastOnes, sumsOf } from './count-documents.ts';
import { SLOT_MS, slotField } from './counters.ts';

const document = (over: Partial<StoredVaccination> = {}): StoredVaccination => ({
	id: 'v-1',
	name: 'Juan José de la Cruz',
	location: 'Petén',
	age: 8,
	vaccine_type: 'Moderna',
	n_dose: 1,
	department: '17',
	accepted_at: 1,
	lane: 'blue',
	stored_at: 3 * SLOT_MS,
	...over,
});

describe('countedOf', () => {
	it('counts every document once in each of its fields', () => {
		const { storedAtMs, increments } = countedOf([
			document(),
			document({ id: 'v-2', n_dose: 2, age: 61 }),
			document({ id: 'v-3', lane: 'green', vaccine_type: 'Janssen', department: 'other' }),
		]);
		expect(storedAtMs).toBe(3 * SLOT_MS);
		expect(Object.fromEntries(increments)).toEqual({
			'lane|blue': 2,
			'lane|green': 1,
			'dose|1': 2,
			'dose|2': 1,
			'department|17|1': 1,
			'department|17|2': 1,
			'department|other|1': 1,
			'age|children|1': 2,
			'age|elders|2': 1,
			'vaccine|Moderna': 2,
			'vaccine|other': 1,
			[slotField(3, 'blue')]: 2,
			[slotField(3, 'green')]: 1,
		});
	});

	it('counts what viewers sent in its lane and time slot, and apart from the rest', () => {
		const visitors = document({ id: 'v-2', source: 'visitor', n_dose: 2 });
		expect(Object.fromEntries(countedOf([document(), visitors]).increments)).toEqual({
			'lane|blue': 2,
			[slotField(3, 'blue')]: 2,
			'dose|1': 1,
			'department|17|1': 1,
			'age|children|1': 1,
			'vaccine|Moderna': 1,
			'visitor|dose|2': 1,
			'visitor|department|17|2': 1,
			'visitor|age|children|2': 1,
			'visitor|vaccine|Moderna': 1,
		});
	});

	it('counts nothing for no documents', () => {
		expect(countedOf([]).increments.size).toBe(0);
	});

	it('agrees with the sums over a record store that groups the same documents', () => {
		const documents = [
			document(),
			document({ n_dose: 3 }),
			document({ lane: 'green' }),
			document({ age: 40 }),
			document({ age: 40, source: 'visitor' }),
		];
		const groups = documents.map((one) => ({ ...one, count: 1 }));
		const slots = new Map([[3, { blue: 4, green: 1 }]]);
		expect(sumsOf(groups, slots)).toEqual(countedOf(documents).increments);
	});
});

describe('sumsOf', () => {
	it('adds up groups that fall together and leaves empty slots out', () => {
		const group = document({ vaccine_type: 'Sputnik' });
		const sums = sumsOf(
			[
				{ ...group, count: 5 },
				{ ...group, vaccine_type: 'Sputnik V', count: 7 },
			],
			new Map([[9, { blue: 12, green: 0 }]]),
		);
		expect(sums.get('vaccine|Sputnik V')).toBe(12);
		expect([...sums.keys()].filter((field) => field.startsWith('slot'))).toEqual([slotField(9, 'blue')]);
	});
});

describe('lastOnes', () => {
	it('shows the five that were stored last, newest first', () => {
		const documents = [4, 1, 6, 3, 2, 5].map((stored_at) => document({ stored_at, age: stored_at }));
		expect(lastOnes(documents).map(({ storedAtMs }) => storedAtMs)).toEqual([6, 5, 4, 3, 2]);
	});

	it('takes the later in the array for the newer when times are equal', () => {
		const documents = [1, 2, 3].map((n_dose) => document({ n_dose }));
		expect(lastOnes(documents).map(({ dose }) => dose)).toEqual([3, 2, 1]);
	});

	it('shows nothing that viewers sent', () => {
		const documents = [1, 2, 3].map((stored_at) => document({ stored_at }));
		const visitors = [4, 5, 6, 7, 8].map((stored_at) => document({ stored_at, source: 'visitor' }));
		const shown = lastOnes([...documents, ...visitors]).map(({ storedAtMs }) => storedAtMs);
		expect(shown).toEqual([3, 2, 1]);
	});

	it('shows no free text', () => {
		const odd = document({
			name: 'Ana',
			vaccine_type: 'for María López',
			location: 'at María López',
			department: 'other',
		});
		expect(JSON.stringify(lastOnes([odd]))).not.toMatch(/Mar|L[oó]p|Ana/);
	});

	it('shows no word of a name but single letters', () => {
		const word = fc.stringMatching(/^[A-Za-zÁÉÍÓÚÑÜáéíóúñü'-]{1,12}$/);
		fc.assert(
			fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
				const initials = initialsOf(words.join(' '));
				const letters = initials.split(/[. ]+/).filter((part) => part !== '');
				expect(letters.length).toBeLessThanOrEqual(3);
				for (const letter of letters) expect([...letter]).toHaveLength(1);
				const lettersOf = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;
				const shown = words.filter((text) => lettersOf(text) > 0).slice(0, 3);
				const short = shown.filter((text) => lettersOf(text) === 1);
				expect(letters.filter((letter) => letter === '·')).toHaveLength(short.length);
			}),
		);
	});
});

describe('initialsOf', () => {
	it.each([
		['María López', 'M. L.'],
		['juan josé de la cruz', 'J. J. D.'],
		['  Óscar   "Pepe" Ñáñez ', 'Ó. P. Ñ.'],
		['E\u0301lida', 'É.'],
		['X', '·'],
		['李 小龙', '· 小.'],
		['李 伟', '· ·'],
		['Juan J. López', 'J. · L.'],
		['007 🙂', ''],
	])('makes %s to %s', (name, initials) => {
		expect(initialsOf(name)).toBe(initials);
	});
});
