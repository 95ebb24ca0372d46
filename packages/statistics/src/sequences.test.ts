import { describe, expect, it } from 'vitest';
import { JEFFREYS, logEvidence, RARE } from './beta-binomial.ts';
import { proportionSequence } from './proportion-sequence.ts';
import { quantileRanks, quantileSequence } from './quantile.ts';
import { mulberry } from './seeded.test-kit.ts';

/** Of a two-sided normal mixture tuned for `v`, by which the package confseq tunes its beta-binomial mixtures. */
const bestRho = (v: number, alpha: number) =>
	v / (2 * Math.log(1 / alpha) + Math.log(1 + 2 * Math.log(1 / alpha)));

describe('the evidence against a share', () => {
	it('is as published: 135 of 625 against 20 %, and at the bound', () => {
		// confseq (Howard), uniform_boundaries_unittest.cpp: g = 0.2, h = 0.8, v_opt = 100, s = 10, v = 100
		const r = bestRho(100, 0.05) - 0.2 * 0.8;
		const prior = { a: r / 0.8, b: r / 0.2 };
		expect(logEvidence({ count: 125 + 10, of: 625 }, 0.2, prior)).toBeCloseTo(-0.694_101_2, 6);
		expect(Math.exp(logEvidence({ count: 125 + 31.4308, of: 625 }, 0.2, prior))).toBeCloseTo(20, 4);
	});

	it.each([
		// confseq's bernoulli_confidence_interval(count, of, 0.05, tuned for)
		[700, 1_000, 100, 0.651_629, 0.745_949],
		[15, 50, 50, 0.129_556, 0.511_896],
		[5, 50, 50, 0.013_021, 0.269_264],
	])('is 1/alpha at the published ends for %i of %i', (count, of, ...[tunedFor, ...ends]) => {
		const draws = bestRho(tunedFor, 0.05) - 1;
		for (const p of ends) {
			const evidence = Math.exp(logEvidence({ count, of }, p, { a: draws * p, b: draws * (1 - p) }));
			expect(evidence / 20).toBeCloseTo(1, 3);
		}
	});

	it('is what Robbins found for the uniform prior: one by n + 1 times the binomial probability', () => {
		// C(10, 3) 0.2^3 0.8^7 = 0.201326592
		expect(Math.exp(-logEvidence({ count: 3, of: 10 }, 0.2, { a: 1, b: 1 }))).toBeCloseTo(
			11 * 0.201_326_592,
			10,
		);
	});

	it.each([
		[0, 30, 0.1],
		[3, 40, 0.02],
		[40, 40, 0.7],
		[0.4, 2.5, 0.3],
	])('is the likelihood ratio, integrated: %d of %d against %d', (count, of, p) => {
		// with share = sin² the density of Jeffreys' prior is even over the quarter turn
		const steps = 20_000;
		let sum = 0;
		for (let step = 0; step < steps; step++) {
			const share = Math.sin(((step + 0.5) / steps) * (Math.PI / 2)) ** 2;
			sum += (share / p) ** count * ((1 - share) / (1 - p)) ** (of - count);
		}
		expect(Math.exp(logEvidence({ count, of }, p, JEFFREYS)) / (sum / steps)).toBeCloseTo(1, 6);
	});
});

describe('the sequence of a proportion', () => {
	it.each([
		[1, 3],
		[13, 4_210],
		[300, 310],
		[2.5, 7.25],
		[5_000_000, 10_000_000],
		[31, 10_000_000],
	])('ends where the evidence is 1/alpha: %d of %d', (count, of) => {
		for (const prior of [JEFFREYS, RARE]) {
			const { value, low, high } = proportionSequence({ count, of }, 0.001, prior);
			expect(value).toBe(count / of);
			expect(logEvidence({ count, of }, low, prior)).toBeCloseTo(Math.log(1_000), 4);
			expect(logEvidence({ count, of }, high, prior)).toBeCloseTo(Math.log(1_000), 4);
		}
	});

	it('begins at 0 where none was drawn, ends at 1 where all were, and is all before the first', () => {
		expect(proportionSequence({ count: 0, of: 10_000_000 }, 0.01)).toMatchObject({ value: 0, low: 0 });
		expect(proportionSequence({ count: 10_000_000, of: 10_000_000 }, 0.01)).toMatchObject({ high: 1 });
		expect(proportionSequence({ count: 0, of: 0 }, 0.01)).toEqual({ value: Number.NaN, low: 0, high: 1 });
	});

	it('is wider than one for a single look, and wider the less may be risked', () => {
		const { low, high } = proportionSequence({ count: 81, of: 263 }, 0.05);
		// the score interval: 0.2553 to 0.3662
		expect(low).toBeLessThan(0.2553);
		expect(high).toBeGreaterThan(0.3662);
		expect(proportionSequence({ count: 81, of: 263 }, 0.001).low).toBeLessThan(low);
	});

	it('finds small shares with fewer draws when they are expected to be small', () => {
		const needed = (prior: typeof RARE) => {
			let of = 1;
			while (proportionSequence({ count: 0, of }, 0.05, prior).high > 0.01) of++;
			return of;
		};
		expect(needed(JEFFREYS)).toBe(680);
		expect(needed(RARE)).toBe(495);
	});

	it.each([
		[-1, 5],
		[6, 5],
		[Number.NaN, 5],
		[0, Number.NaN],
	])('is none for %d of %d', (count, of) => {
		expect(() => proportionSequence({ count, of }, 0.05)).toThrow(RangeError);
	});

	it.each([0.02, 0.5])('misses a share of %d in no more walks than alpha, looking after every draw', (p) => {
		const [random, walks, alpha] = [mulberry(7), 600, 0.1];
		let missed = 0;
		for (let walk = 0; walk < walks; walk++) {
			let count = 0;
			for (let of = 1; of <= 1_000; of++) {
				count += random() < p ? 1 : 0;
				if (logEvidence({ count, of }, p, RARE) < Math.log(1 / alpha)) continue;
				missed += 1;
				break;
			}
		}
		expect(missed / walks).toBeLessThan(alpha);
		expect(missed).toBeGreaterThan(0);
	});
});

describe('the sequence of a quantile', () => {
	const upTo = (count: number) => ({ count, at: (rank: number) => rank });

	it('lies between the outermost ranks against which the evidence is below 1/alpha', () => {
		for (const [count, q] of [
			[1_000, 0.5],
			[1_000, 0.95],
			[3_000, 0.99],
			[10_000_000, 0.95],
		] as const) {
			const { low, high } = quantileRanks(count, q, 0.001);
			const evidence = (below: number) =>
				logEvidence({ count: below, of: count }, q, { a: 50 * q, b: 50 * (1 - q) });
			expect(evidence(low)).toBeLessThan(Math.log(1_000));
			expect(evidence(low - 1)).toBeGreaterThan(Math.log(1_000));
			expect(evidence(high - 1)).toBeLessThan(Math.log(1_000));
			expect(evidence(high)).toBeGreaterThan(Math.log(1_000));
		}
	});

	it('contains the ranks for a single look', () => {
		// Campbell and Gardner 1988, BMJ 296:1454: the median of 100 lies between the 40th and the 61st
		const { value, low, high } = quantileSequence(upTo(100), 0.5, 0.05);
		expect(value).toBe(50);
		expect(low).toBeLessThan(40);
		expect(high).toBeGreaterThan(61);
	});

	it('is open where the sample does not reach', () => {
		expect(quantileSequence(upTo(50), 0.99, 0.05)).toMatchObject({
			value: 50,
			high: Number.POSITIVE_INFINITY,
		});
		expect(quantileSequence(upTo(1), 0.5, 0.05)).toEqual({
			value: 1,
			low: Number.NEGATIVE_INFINITY,
			high: Number.POSITIVE_INFINITY,
		});
		expect(quantileSequence(upTo(0), 0.5, 0.05).value).toBeNaN();
	});

	it('misses a quantile in no more walks than alpha, looking after every measurement', () => {
		const [random, walks, alpha, q] = [mulberry(11), 400, 0.1, 0.95];
		let missed = 0;
		for (let walk = 0; walk < walks; walk++) {
			let below = 0;
			for (let count = 1; count <= 500; count++) {
				below += random() < q ? 1 : 0;
				const { low, high } = quantileRanks(count, q, alpha);
				// the low-th is above the quantile, or the high-th below it
				if (low <= below && below < high) continue;
				missed += 1;
				break;
			}
		}
		expect(missed / walks).toBeLessThan(alpha);
		expect(missed).toBeGreaterThan(0);
	});
});
