import { describe, expect, it } from 'vitest';
import { ageGroupOf } from './age-group.ts';
import { DEPARTMENTS, findDepartment } from './departments.ts';
import { findVaccine } from './vaccines.ts';

describe('normalisation tables', () => {
	it('hold 22 departments whose populations sum to the INE projection', () => {
		expect(DEPARTMENTS).toHaveLength(22);
		expect(DEPARTMENTS.reduce((sum, { population }) => sum + population, 0)).toBe(16_858_333);
	});

	it.each([
		['Petén', '17'],
		['  PETEN ', '17'],
		['el petén', '17'],
		['El Quiche', '14'],
		['Departamento de Sololá', '07'],
		['Ciudad de Guatemala', '01'],
		['GT-22', '22'],
		['Pete\u0301n', '17'],
	])('find the department of %j', (location, code) => {
		expect(findDepartment(location)?.code).toBe(code);
	});

	it.each(['Atlantis', 'constructor', '__proto__', 'toString', '…'])('do not know %j', (location) => {
		expect(findDepartment(location)).toBeUndefined();
		expect(findVaccine(location)).toBeUndefined();
	});

	it.each([
		['SPUTNIK-V', 'Sputnik V'],
		['pfizer', 'Pfizer-BioNTech'],
		['Pfizer/BioNTech', 'Pfizer-BioNTech'],
		['astra zeneca', 'AstraZeneca'],
		['moderna', 'Moderna'],
	])('name the vaccine of %j', (spelling, vaccine) => {
		expect(findVaccine(spelling)).toBe(vaccine);
	});

	it.each([
		[0, 'children'],
		[11, 'children'],
		[12, 'adolescents'],
		[18, 'adolescents'],
		[19, 'young'],
		[26, 'young'],
		[27, 'adults'],
		[59, 'adults'],
		[60, 'elders'],
		[130, 'elders'],
	])('put age %i into %s', (age, group) => {
		expect(ageGroupOf(age)).toBe(group);
	});
});
