import { describe, expect, it } from 'vitest';
import { admit, sameContent, vaccinationInput } from './vaccination.ts';

const valid = { name: 'Ana Lucía Tzoc', location: 'Sololá', age: 34, vaccine_type: 'Moderna', n_dose: 1 };

const pathsOf = (input: unknown) =>
	vaccinationInput.safeParse(input).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('a vaccination as sent', () => {
	it('is taken as it is when valid', () => {
		expect(vaccinationInput.parse(valid)).toEqual(valid);
	});

	it.each([
		['name', ''],
		['name', '   '],
		['name', 'Ana\u0000'],
		['name', 'Ana\n'],
		['name', 'Ana\u001b[31m'],
		['name', 'Ana \ud800'],
		['name', 'á'.repeat(201)],
		['name', { $gt: '' }],
		['location', 7],
		['age', '34'],
		['age', -1],
		['age', 131],
		['age', 3.5],
		['age', null],
		['n_dose', 0],
		['n_dose', 11],
		['vaccine_type', ['Moderna']],
	])('is refused when %s is %j', (field, value) => {
		expect(pathsOf({ ...valid, [field]: value })).toEqual([field]);
	});

	it('may have 200 characters beyond the basic plane in its name', () => {
		expect(pathsOf({ ...valid, name: '𝒜'.repeat(200) })).toEqual([]);
		expect(pathsOf({ ...valid, name: '𝒜'.repeat(201) })).toEqual(['name']);
	});

	it('is refused with every bad field named at once', () => {
		expect(pathsOf({ name: 1, location: 2, age: 'x', vaccine_type: 3 }).toSorted()).toEqual([
			'age',
			'location',
			'n_dose',
			'name',
			'vaccine_type',
		]);
	});

	it.each([
		['unknown field', { ...valid, id: 'x' }],
		[
			'own __proto__',
			JSON.parse(
				'{"__proto__":{"polluted":1},"name":"A","location":"B","age":1,"vaccine_type":"C","n_dose":1}',
			),
		],
		['constructor', { ...valid, constructor: 1 }],
		['array', [valid]],
		['null', null],
		['text', 'Ana'],
	])('is refused as %s', (_, input) => {
		expect(vaccinationInput.safeParse(input).success).toBe(false);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
});

describe('admitting', () => {
	it('gives known places and vaccines their usual spelling', () => {
		expect(admit({ ...valid, location: 'el PETEN', vaccine_type: 'pfizer' }, 'a', 5)).toMatchObject({
			id: 'a',
			location: 'Petén',
			department: '17',
			vaccine_type: 'Pfizer-BioNTech',
			accepted_at: 5,
		});
	});

	it('keeps what the tables do not know as written, under other', () => {
		expect(admit({ ...valid, location: 'Macondo ', vaccine_type: 'Novavax' }, 'a', 5)).toMatchObject({
			location: 'Macondo ',
			department: 'other',
			vaccine_type: 'Novavax',
		});
	});

	it('compares content field by field', () => {
		expect(sameContent(valid, { ...valid })).toBe(true);
		for (const change of [
			{ name: 'B' },
			{ location: 'B' },
			{ age: 1 },
			{ vaccine_type: 'B' },
			{ n_dose: 2 },
		]) {
			expect(sameContent(valid, { ...valid, ...change })).toBe(false);
		}
	});
});
