import { expect, it } from 'vitest';
import { crowdFaults } from './faults.ts';

it('finds no fault where nearly all came that was due', () => {
	expect(crowdFaults({ deltas: 91, missed: 0, lost: 0 }, 100)).toEqual([]);
});

it('names all that went wrong', () => {
	expect(crowdFaults({ deltas: 89, missed: 2, lost: 1 }, 100)).toEqual([
		'89 of 100 messages',
		'2 messages missed',
		'1 connections lost',
	]);
});
