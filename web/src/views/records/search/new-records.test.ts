import type { Doses, LaneFigures, People } from '@canario/contracts/stats-snapshot';
import { expect, test } from 'vitest';
import { marksOf, newSince } from './new-records.ts';

const doses = (all: number): Doses => ({ all, first: all, complete: 0, further: 0 });

const people = (count: number): People => ({
	doses: doses(count),
	departments: { '17': { name: 'Petén', ...doses(count) } },
	ageGroups: {
		children: doses(0),
		adolescents: doses(0),
		young: doses(0),
		adults: doses(count),
		elders: doses(0),
	},
	vaccines: { Moderna: count },
	doseNumbers: { '1': count },
});

const lane = (stored: number) => ({ stored }) as LaneFigures;
const stats = { ...people(40), visitors: people(2), lanes: { blue: lane(12), green: lane(30) } };

test('without a filter all stored ones count', () => {
	expect(marksOf(stats, {})).toEqual([42]);
	expect(marksOf(stats, { period: '1h' })).toEqual([42]);
});

test("a filter counts by its own figure, with visitors' tries unless the source says otherwise", () => {
	expect(marksOf(stats, { lane: 'green' })).toEqual([30]);
	expect(marksOf(stats, { department: '17' })).toEqual([42]);
	expect(marksOf(stats, { department: '17', source: 'traffic' })).toEqual([40]);
	expect(marksOf(stats, { source: 'visitor' })).toEqual([2]);
	expect(marksOf(stats, { vaccine: 'Sputnik V' })).toEqual([0]);
});

test('one figure tells exactly how many rows are new, several tell at most how many', () => {
	expect(newSince([42], [45])).toEqual({ atMost: 3, exact: true });
	expect(newSince([42, 30], [45, 31])).toEqual({ atMost: 1, exact: false });
	expect(marksOf(stats, { lane: 'blue', source: 'visitor' })).toHaveLength(2);
});

test('an emptied store has no new rows', () => {
	expect(newSince([42], [0])).toEqual({ atMost: 0, exact: true });
});
