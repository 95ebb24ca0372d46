import { describe, expect, it } from 'vitest';
import { isNoise, limitOf, meets, spreadOf } from './spread.ts';

describe('spreadOf', () => {
	it.each([
		[[3], { median: 3, least: 3, most: 3 }],
		[[9, 1, 4], { median: 4, least: 1, most: 9 }],
		[[10, 2, 4, 1], { median: 3, least: 1, most: 10 }],
	])('of %j is %j', (values, spread) => {
		expect(spreadOf(values)).toEqual(spread);
	});

	it('leaves its argument as it is, and refuses nothing at all', () => {
		const values = [3, 1, 2];
		spreadOf(values);
		expect(values).toEqual([3, 1, 2]);
		expect(() => spreadOf([])).toThrow(RangeError);
	});
});

describe('noise', () => {
	it.each([
		[1, true],
		[1.24, true],
		[1 / 1.24, true],
		[1.25, false],
		[0.8, false],
		[3, false],
	])('a ratio of %f: %s', (ratio, noise) => {
		expect(isNoise(ratio)).toBe(noise);
	});

	it('is as wide on both sides of a target', () => {
		expect([isNoise(17, 20), isNoise(24, 20), isNoise(15, 20), isNoise(25, 20)]).toEqual([
			true,
			true,
			false,
			false,
		]);
	});
});

describe('targets', () => {
	it('are met at their limit', () => {
		expect(meets(20, { least: 20 })).toBe(true);
		expect(meets(19.9, { least: 20 })).toBe(false);
		expect(meets(1.8, { most: 1.8 })).toBe(true);
		expect(meets(1.9, { most: 1.8 })).toBe(false);
	});

	it('are never met by what was not measured', () => {
		expect(meets(Number.NaN, { least: 20 })).toBe(false);
		expect(meets(Number.NaN, { most: 20 })).toBe(false);
	});

	it('have a limit whichever way they look', () => {
		expect([limitOf({ least: 2 }), limitOf({ most: 3 })]).toEqual([2, 3]);
	});
});
