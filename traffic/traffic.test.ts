import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPARTMENTS } from '@canario/contracts/departments';
import { type VaccinationInput, vaccinationInput } from '@canario/contracts/vaccination';
import { VACCINES } from '@canario/contracts/vaccines';
import { describe, expect, it } from 'vitest';
import { Prng } from '../operator/src/traffic/prng.ts';
import { PLACES } from './campaign.ts';
import { formatTraffic, generateTraffic } from './generate.ts';
import { COUNT, SEED } from './make-traffic.ts';

const text = readFileSync(join(import.meta.dirname, 'traffic.json'), 'utf8');
const records = JSON.parse(text) as VaccinationInput[];

const percent = (holds: (record: VaccinationInput) => boolean) =>
	(100 * records.filter(holds).length) / records.length;
const allOf = (holds: (record: VaccinationInput) => boolean) => records.filter(holds);

describe('traffic.json', () => {
	it('is what make-traffic.ts makes, byte for byte', () => {
		// compared outside of expect, which would print both files
		expect(formatTraffic(generateTraffic(Prng.seeded(SEED), COUNT)) === text).toBe(true);
	});

	it('holds 2,000 records that the entry takes, with exactly the five keys in their order', () => {
		expect(records).toHaveLength(2_000);
		for (const record of records) {
			expect(vaccinationInput.parse(record)).toEqual(record);
			expect(Object.keys(record)).toEqual(['name', 'location', 'age', 'vaccine_type', 'n_dose']);
		}
	});

	it('keeps the rules of age, vaccine and dose', () => {
		expect(allOf(({ age }) => age < 6)).toEqual([]);
		expect(allOf(({ age, vaccine_type }) => age < 12 && vaccine_type !== 'Moderna')).toEqual([]);
		const forTeens = ['Moderna', 'Pfizer-BioNTech'];
		expect(allOf(({ age, vaccine_type }) => age < 18 && !forTeens.includes(vaccine_type))).toEqual([]);
		expect(allOf(({ n_dose }) => ![1, 2, 3].includes(n_dose))).toEqual([]);
		expect(allOf(({ age, n_dose }) => age < 18 && n_dose === 3)).toEqual([]);
		// so that the rules above are not kept by absence
		for (const [from, to] of [
			[6, 11],
			[12, 17],
			[60, 99],
		] as const) {
			expect(allOf(({ age }) => age >= from && age <= to).length).toBeGreaterThan(50);
		}
	});

	it('spells every department and vaccine as the tables do, and has them all', () => {
		expect(new Set(records.map(({ location }) => location))).toEqual(
			new Set(DEPARTMENTS.map(({ name }) => name)),
		);
		expect(new Set(records.map(({ vaccine_type }) => vaccine_type))).toEqual(new Set(VACCINES));
	});

	it.each([
		['Moderna', 42],
		['AstraZeneca', 27],
		['Sputnik V', 22],
		['Pfizer-BioNTech', 8],
	])('gives %s its share of %d percent of all doses', (vaccine, share) => {
		expect(Math.abs(percent(({ vaccine_type }) => vaccine_type === vaccine) - share)).toBeLessThan(3);
	});

	it('has more first doses than second, more second than third, and boosters first for those of 60 and more', () => {
		expect(percent(({ n_dose }) => n_dose === 1)).toBeGreaterThan(percent(({ n_dose }) => n_dose === 2) + 10);
		expect(percent(({ n_dose }) => n_dose === 2)).toBeGreaterThan(percent(({ n_dose }) => n_dose === 3) + 10);
		const boosted = (from: number, to: number) => {
			const band = allOf(({ age }) => age >= from && age <= to);
			return band.filter(({ n_dose }) => n_dose === 3).length / band.length;
		};
		expect(boosted(60, 130)).toBeGreaterThan(2 * boosted(18, 59));
	});

	it('has each department as often as its people and its rate of vaccination say', () => {
		const people = PLACES.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [{ name }, weight] of PLACES) {
			const share = weight / people;
			const found = allOf(({ location }) => location === name).length;
			// four standard deviations of a binomial draw
			expect(Math.abs(found - COUNT * share)).toBeLessThan(4 * Math.sqrt(COUNT * share * (1 - share)));
		}
		// as many in Sacatepéquez as in Alta Verapaz, which has more than three times its people
		expect(percent(({ location }) => location === 'Guatemala')).toBeGreaterThan(25);
		expect(percent(({ location }) => location === 'Alta Verapaz')).toBeLessThan(5);
	});

	it('has names with accents, of Maya and of Ladino origin, hardly two alike', () => {
		expect(percent(({ name }) => /[^\x20-\x7e]/.test(name))).toBeGreaterThan(30);
		expect(allOf(({ name }) => / (Choc|Tzul|Cumes|Quiejú|Batz|Caal)( |$)/.test(name)).length).toBeGreaterThan(
			10,
		);
		expect(allOf(({ name }) => / (López|García|Orellana)( |$)/.test(name)).length).toBeGreaterThan(50);
		expect(new Set(records.map(({ name }) => name)).size).toBeGreaterThan(1_950);
	});

	it('is composed Unicode, so that the same name is the same bytes', () => {
		expect(text.normalize('NFC')).toBe(text);
	});
});
