import { DEPARTMENTS } from '@canario/contracts/departments';
import { expect, test } from 'vitest';
import { neighbour } from './neighbour.ts';

const ARROWS = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const;

test('arrows lead to the department on that side', () => {
	expect(neighbour('16', 'ArrowUp')).toBe('17');
	expect(neighbour('16', 'ArrowRight')).toBe('18');
	expect(neighbour('17', 'ArrowUp')).toBe('17');
	expect(neighbour('16', 'Enter')).toBeUndefined();
});

test('every department can be reached by arrows from any other', () => {
	const reached = new Set(['01']);
	for (const code of reached) for (const arrow of ARROWS) reached.add(neighbour(code, arrow)!);
	expect([...reached].toSorted()).toEqual(DEPARTMENTS.map(({ code }) => code));
});
