import type { People } from '@canario/contracts/stats-snapshot';
import { expect, test } from 'vitest';
import { addPeople } from './people.ts';

const doses = (first: number) => ({ all: first, first, complete: 0, further: 0 });

const people = (first: number, departments: People['departments'] = {}): People => ({
	doses: doses(first),
	departments,
	ageGroups: {
		children: doses(0),
		adolescents: doses(0),
		young: doses(first),
		adults: doses(0),
		elders: doses(0),
	},
	vaccines: { Moderna: first },
	doseNumbers: { '1': first },
});

test("visitors' tries are added to every figure, and new places are taken over", () => {
	const both = addPeople(
		people(3, { '17': { name: 'Petén', population: 613_475, ...doses(3) } }),
		people(2, {
			'17': { name: 'Petén', population: 613_475, ...doses(1) },
			'01': { name: 'Guatemala', ...doses(1) },
		}),
	);
	expect(both.doses.first).toBe(5);
	expect(both.departments['17']).toEqual({ name: 'Petén', population: 613_475, ...doses(4) });
	expect(both.departments['01']?.first).toBe(1);
	expect(both.ageGroups.young.all).toBe(5);
	expect(both.vaccines).toEqual({ Moderna: 5 });
	expect(both.doseNumbers).toEqual({ '1': 5 });
});
