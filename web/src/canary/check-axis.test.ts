import { expect, it } from 'vitest';
import { axisOf } from './check-axis.ts';

it('has the limit at the same place wherever that can be', () => {
	const { at } = axisOf({ limit: 0.05, low: 0.001 }, 0.01);
	expect(at(0)).toBe(0);
	expect(at(0.05)).toBeCloseTo(0.72);
	expect(at(0.01)).toBeCloseTo(0.144);
});

it('makes room for what is beyond the limit, and below nothing', () => {
	expect(axisOf({ limit: 0.05 }, 0.2).at(0.2)).toBeLessThan(1);
	expect(axisOf({ limit: 100, low: -30 }, -10).at(-10)).toBeGreaterThan(0);
});

it('has ends for what is not known', () => {
	const { at } = axisOf({ limit: 0 }, undefined);
	expect([at(Number.NEGATIVE_INFINITY), at(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
	expect(at(0)).toBeLessThan(1);
});
