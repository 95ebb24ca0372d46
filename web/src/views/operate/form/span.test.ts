import { expect, it } from 'vitest';
import { msOf, numberOf, spanOf } from './span.ts';

it.each([
	['30', 's', 30_000],
	['1.5', 'min', 90_000],
	['0,5', 'h', 1_800_000],
	[' 2 ', 'd', 172_800_000],
	['0', 's', undefined],
	['', 's', undefined],
	['-1', 's', undefined],
	['1e3', 's', undefined],
	['12 min', 's', undefined],
] as const)('reads "%s" %s as %j ms', (text, unit, ms) => {
	expect(msOf({ text, unit })).toBe(ms);
});

it.each([30_000, 90_000, 60_000, 3_600_000, 172_800_000, 1_500])(
	'writes %i ms so that it reads the same',
	(ms) => {
		expect(msOf(spanOf(ms))).toBe(ms);
	},
);

it('takes a comma for a point, and nothing below nothing', () => {
	expect(['0', '0,25', '1.5', '-2', 'x', ''].map(numberOf)).toEqual([
		0,
		0.25,
		1.5,
		undefined,
		undefined,
		undefined,
	]);
});
