import { describe, expect, it } from 'vitest';
import { anytimeZ, together } from './anytime.ts';
import { differenceOf, Z } from './interval.ts';
import { proportion } from './proportion.ts';
import { quantile } from './quantile.ts';

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

describe('a quantile', () => {
	const upTo = (count: number) => ({ count, at: (rank: number) => rank });

	it('lies between the ranks of the published example', () => {
		// Campbell and Gardner 1988, BMJ 296:1454: the median of 100 lies between the 40th and the 61st
		expect(quantile(upTo(100), 0.5, z)).toEqual({ value: 50, low: 40, high: 61 });
	});

	it('is open where the sample does not reach', () => {
		expect(quantile(upTo(50), 0.99, z)).toMatchObject({ value: 50, high: Number.POSITIVE_INFINITY });
		expect(quantile(upTo(0), 0.5, z)).toEqual({
			value: Number.NaN,
			low: Number.NEGATIVE_INFINITY,
			high: Number.POSITIVE_INFINITY,
		});
	});
});

describe('the critical value for looking again and again', () => {
	const options = { alpha: 0.05, tunedFor: 1_000 };

	it('is the boundary of Robbins: at that size its square less the share of time is the logarithm', () => {
		// P(S crosses sqrt((n + r) log((n + r) / (r a^2)))) = a, by Ville's inequality for the mixture's martingale
		const log = -2 * Math.log(0.05);
		const r = 1_000 / (log + Math.log(log + 1));
		const crossing = anytimeZ(500, options) * Math.sqrt(500);
		const martingale = Math.sqrt(r / (500 + r)) * Math.exp(crossing ** 2 / (2 * (500 + r)));
		expect(martingale).toBeCloseTo(1 / 0.05, 8);
	});

	it('is wider than that for one look, and narrowest near the size that it is tuned for', () => {
		const at = (n: number) => anytimeZ(n, options);
		expect(at(1_000)).toBeGreaterThan(Z[0.95]);
		expect(at(1_000)).toBeLessThan(Math.min(at(100), at(20_000)));
		expect(at(0)).toBe(Number.POSITIVE_INFINITY);
	});

	it('covers a random walk at all of its looks together', () => {
		const random = mulberry(7);
		const walks = 2_000;
		let missed = 0;
		for (let walk = 0; walk < walks; walk++) {
			let sum = 0;
			for (let n = 1; n <= 1_000; n++) {
				sum += random() < 0.5 ? -1 : 1;
				if (Math.abs(sum) > anytimeZ(n, { alpha: 0.05, tunedFor: 300 }) * Math.sqrt(n)) {
					missed += 1;
					break;
				}
			}
		}
		// the bound is 5 %; three standard errors of the simulation on top
		expect(missed / walks).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / walks));
	});

	it('looks at two samples as at the one that tells as much', () => {
		expect(together(100, 100)).toBe(50);
		expect(together(100, 0)).toBe(0);
	});
});

function mulberry(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
