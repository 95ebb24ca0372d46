import { expect, it } from 'vitest';
import { rangeOf } from './places.ts';

const TEXT = 'to: green\nsteps: [5, 3]\n';
const at = (line: number, column?: number) => {
	const { start, end } = rangeOf(TEXT, { line, column });
	return TEXT.slice(start, end);
};

it('is from a place to the end of its line', () => {
	expect(at(2, 12)).toBe('3]');
	expect(at(1, 1)).toBe('to: green');
});

it('is a line as a whole where no column is known', () => {
	expect(at(2)).toBe('steps: [5, 3]');
});

it('stays within the text', () => {
	expect(at(1, 99)).toBe('');
	expect(at(99)).toBe('');
	expect(at(0, 0)).toBe('to: green');
});
