import { describe, expect, it } from 'vitest';
import { short, targetText, verdictText } from './text.ts';

it.each([
	[12_345.6, '12,346'],
	[123.4, '123'],
	[44.444, '44.4'],
	[1.6, '1.6'],
	[0.0913, '0.0913'],
	[Number.NaN, '–'],
])('shows %f as %s', (value, text) => {
	expect(short(value)).toBe(text);
});

it.each([
	[{ least: 20 }, '×', '≥ 20×'],
	[{ most: 100 }, ' ms', '≤ 100 ms'],
	[{ most: 1 / 8 }, '×', '≤ 1/8×'],
	[{ least: 0.9 }, '×', '≥ 0.9×'],
	[{ most: 0.5 }, ' cores', '≤ 0.5 cores'],
])('shows the target %j as %s', (target, unit, text) => {
	expect(targetText(target, unit)).toBe(text);
});

describe('the verdict', () => {
	const verdict = (isMet: boolean | undefined, isClose: boolean, faults: readonly string[] = []) =>
		verdictText({ isMet, isClose, faults });

	it('tells what is met, and what is only so by noise', () => {
		expect(verdict(true, false)).toBe('met');
		expect(verdict(true, true)).toBe('met (within noise)');
		expect(verdict(false, false)).toBe('not met');
		expect(verdict(false, true)).toBe('not met (within noise)');
	});

	it('calls a small difference between two sides noise', () => {
		expect(verdict(undefined, true)).toBe('no difference (noise)');
		expect(verdict(undefined, false)).toBe('');
	});

	it('does not let faults pass', () => {
		expect(verdict(true, false, ['3 answers with 500'])).toBe('not met: faults');
	});
});
