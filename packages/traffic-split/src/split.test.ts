import { describe, expect, it } from 'vitest';
import { sharesOf, weightsSchema, weightsText } from './weights.ts';

describe('weights', () => {
	it.each([
		['all zero', { blue: 0, green: 0 }],
		['negative', { blue: -5, green: 95 }],
		['fractions', { blue: 0.5, green: 0.5 }],
		['not a number', { blue: Number.NaN, green: 1 }],
		['a third backend', { blue: 1, green: 1, red: 1 }],
		['one missing', { blue: 100 }],
		['a sum that overflows a mesh', { blue: 300_000, green: 300_000 }],
		['a sum over the limit', { blue: 9_999, green: 2 }],
		['text', { blue: '90', green: '10' }],
	])('refuse %s', (_, weights) => {
		expect(weightsSchema.safeParse(weights).success).toBe(false);
	});

	it.each(['blue=90,green=10', 'green=10 blue=90', 'blue=90, green=10'])('read %j', (text) => {
		expect(weightsText.parse(text)).toEqual({ blue: 90, green: 10 });
	});

	it.each([
		'',
		'blue=90',
		'blue=90,blue=10',
		'blue=90,green=1e1',
		'blue=0,green=0',
		'90/10',
		'blue=90,green=10,red=1',
	])('do not read %j', (text) => {
		expect(weightsText.safeParse(text).success).toBe(false);
	});

	it('give shares that are weights over their sum', () => {
		expect(sharesOf({ blue: 1000, green: 500 }).green).toBeCloseTo(1 / 3);
	});
});
