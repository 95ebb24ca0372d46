import { describe, expect, it } from 'vitest';
import { delayOf, happens, type Random } from './decide.ts';

const DRAWS = 10_000;

/** Mulberry32: the same numbers for the same seed, everywhere. */
function seeded(seed: number): Random {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let bits = Math.imul(state ^ (state >>> 15), 1 | state);
		bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
		return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
	};
}

const countOf = (share: number, random: Random) =>
	Array.from({ length: DRAWS }, () => happens(share, random)).filter(Boolean).length;

describe('what happens with a probability', () => {
	const cases = [0.001, 0.01, 0.05, 0.1, 0.31, 0.5, 0.9, 0.999].flatMap((share) =>
		[1, 7, 2_021].map((seed) => ({ share, seed })),
	);
	it.each(cases)('happens as often as 10,000 draws allow: $share, seed $seed', ({ share, seed }) => {
		// 99.99 % of honest generators stay within 3.89 standard deviations
		const bound = 3.89 * Math.sqrt(DRAWS * share * (1 - share)) + 0.5;
		expect(Math.abs(countOf(share, seeded(seed)) - DRAWS * share)).toBeLessThanOrEqual(bound);
	});

	it('never happens at 0, not even for the least number', () => {
		expect(countOf(0, seeded(3))).toBe(0);
		expect(happens(0, () => 0)).toBe(false);
	});

	it('always happens at 1, even for the greatest number', () => {
		expect(countOf(1, seeded(3))).toBe(DRAWS);
		expect(happens(1, () => 1 - Number.EPSILON / 2)).toBe(true);
	});
});

describe('a delay', () => {
	it('without jitter is what was asked for, whatever is drawn', () => {
		const random = seeded(5);
		const delays = new Set(
			Array.from({ length: DRAWS }, () => delayOf({ delayMs: 250, jitterMs: 0 }, random)),
		);
		expect([...delays]).toEqual([250]);
	});

	it('with jitter lies evenly on both sides, and never beyond', () => {
		const random = seeded(11);
		const delays = Array.from({ length: DRAWS }, () => delayOf({ delayMs: 200, jitterMs: 50 }, random));
		expect(Math.min(...delays)).toBeGreaterThanOrEqual(150);
		expect(Math.max(...delays)).toBeLessThanOrEqual(250);
		const mean = delays.reduce((sum, delay) => sum + delay, 0) / DRAWS;
		// standard deviation of an even spread over 100 ms is 28.9 ms
		expect(Math.abs(mean - 200)).toBeLessThan((3.89 * 28.9) / Math.sqrt(DRAWS));
		const lower = delays.filter((delay) => delay < 175).length;
		expect(Math.abs(lower - DRAWS / 4)).toBeLessThan(3.89 * Math.sqrt(DRAWS * 0.25 * 0.75));
	});

	it('whose jitter is as large as itself is never negative', () => {
		expect(delayOf({ delayMs: 50, jitterMs: 50 }, () => 0)).toBe(0);
	});
});
