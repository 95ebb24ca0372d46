import { describe, expect, it } from 'vitest';
import { differenceOf, excessOf, Z } from './interval.ts';
import { proportion } from './proportion.ts';

const z = Z[0.95];

describe('a proportion', () => {
	// Newcombe 1998, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17:857, table I, method 3
	it.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718],
	])('of %i in %i is as published', (count, of, low, high) => {
		const interval = proportion({ count, of }, z);
		expect(interval.low).toBeCloseTo(low, 4);
		expect(interval.high).toBeCloseTo(high, 4);
	});

	it.each([
		[1, 0],
		[-1, 5],
		[6, 5],
		[Number.NaN, 5],
	])('is none for %d of %d', (count, of) => {
		expect(() => proportion({ count, of }, z)).toThrow(RangeError);
	});
});

describe('a difference of proportions', () => {
	// Newcombe 1998, "Interval estimation for the difference between independent proportions", 17:873, table II, method 10
	it.each([
		[[56, 70], [48, 80], 0.0524, 0.3339],
		[[9, 10], [3, 10], 0.1705, 0.809],
		[[10, 10], [0, 20], 0.6791, 1],
		[[6, 7], [2, 7], 0.0582, 0.8062],
	] as const)('of %j and %j is as published', ([a, m], [b, n], low, high) => {
		const difference = differenceOf(proportion({ count: a, of: m }, z), proportion({ count: b, of: n }, z));
		expect(difference.value).toBeCloseTo(a / m - b / n, 10);
		expect(difference.low).toBeCloseTo(low, 4);
		expect(difference.high).toBeCloseTo(high, 4);
	});
});

describe('an excess', () => {
	const estimate = (value: number, low: number, high: number) => ({ value, low, high });

	it('ends where the difference of one and that part more of the other does', () => {
		const [a, b] = [estimate(120, 111, 134), estimate(100, 98, 103)];
		const { value, low, high } = excessOf(a, b);
		const scaled = (by: number) => estimate(b.value * by, b.low * by, b.high * by);
		expect(value).toBeCloseTo(0.2, 12);
		expect(differenceOf(a, scaled(1 + low)).low).toBeCloseTo(0, 10);
		expect(differenceOf(a, scaled(1 + high)).high).toBeCloseTo(0, 10);
	});

	it('is the one interval when the other side is certain', () => {
		const { low, high } = excessOf(estimate(110, 105, 121), estimate(100, 100, 100));
		expect(low).toBeCloseTo(0.05, 12);
		expect(high).toBeCloseTo(0.21, 12);
	});

	it('has no upper end where the other may be 0, and none where its own has none', () => {
		expect(excessOf(estimate(3, 1, 5), estimate(2, 0, 6)).high).toBe(Number.POSITIVE_INFINITY);
		expect(excessOf(estimate(3, 1, Number.POSITIVE_INFINITY), estimate(2, 1, 3)).high).toBe(
			Number.POSITIVE_INFINITY,
		);
	});

	it('can be as low as -100 % where an end is not known', () => {
		expect(excessOf(estimate(3, Number.NEGATIVE_INFINITY, 5), estimate(2, 1, 3)).low).toBe(-1);
		expect(excessOf(estimate(3, 2, 5), estimate(2, 1, Number.POSITIVE_INFINITY)).low).toBe(-1);
	});
});
