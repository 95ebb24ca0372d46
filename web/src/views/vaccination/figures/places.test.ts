import { expect, test } from 'vitest';
import { FIRST_ORDER, nextOrder, placesOf, sortPlaces } from './places.ts';

const doses = (first: number, complete = 0) => ({ all: first + complete, first, complete, further: 0 });

const people = {
	departments: {
		'01': { name: 'Guatemala', population: 3_515_775, ...doses(35_158) },
		'17': { name: 'Petén', population: 613_475, ...doses(12_270, 7) },
		other: { name: 'other', ...doses(90_000) },
	},
};

test('places have their share of the INE 2020 population, and all departments are there', () => {
	const places = placesOf(people, 'Otro lugar');
	expect(places).toHaveLength(23);
	expect(places[0]?.percent).toBeCloseTo(1, 3);
	expect(places[1]).toMatchObject({ name: 'El Progreso', first: 0, percent: 0 });
	expect(places.at(-1)).toEqual({
		code: 'other',
		name: 'Otro lugar',
		doses: 90_000,
		first: 90_000,
		complete: 0,
	});
});

test('without doses from unknown places there is no row for them', () => {
	expect(placesOf({ departments: {} }, 'Otro lugar')).toHaveLength(22);
});

test('the table is sorted by share first, and unknown places stay last in every order', () => {
	const places = placesOf(people, 'Otro lugar');
	const codes = (order: Parameters<typeof sortPlaces>[1]) =>
		sortPlaces(places, order).map(({ code }) => code);
	expect(codes(FIRST_ORDER).slice(0, 2)).toEqual(['17', '01']);
	expect(codes({ by: 'first', direction: 'descending' })[0]).toBe('01');
	expect(codes({ by: 'name', direction: 'ascending' })[0]).toBe('16');
	expect(codes({ by: 'name', direction: 'descending' }).at(-1)).toBe('other');
	expect(codes({ by: 'first', direction: 'ascending' }).at(-1)).toBe('other');
});

test('a column is first asked for in its natural direction, then the other way round', () => {
	const byName = nextOrder(FIRST_ORDER, 'name');
	expect(byName).toEqual({ by: 'name', direction: 'ascending' });
	expect(nextOrder(byName, 'name')).toEqual({ by: 'name', direction: 'descending' });
	expect(nextOrder(byName, 'complete')).toEqual({ by: 'complete', direction: 'descending' });
});
