import { describe, expect, it } from 'vitest';
import { Sampler } from './sampler.ts';

/** Numbers that look random and are the same in every run (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const samplerOf = (perSecond: number) => {
	let keys = 0;
	return new Sampler({ perSecond, random: randomFrom(1), newKey: () => `key-${++keys}` });
};

/** Times of `seconds` of arrivals: `burst` at once, `perSecond` in all. */
function* arrivals(perSecond: number, seconds: number, burst = 1): Generator<number> {
	for (let index = 0; index < perSecond * seconds; index++) {
		yield Math.floor((Math.floor(index / burst) * burst * 1_000) / perSecond);
	}
}

describe('the sampler', () => {
	it('picks all that come slowly', () => {
		const sampler = samplerOf(60);
		const keys = [...arrivals(20, 3)].map((ms) => sampler.pick(ms));
		expect(keys).toEqual(keys.map((_, index) => `key-${index + 1}`));
	});

	it.each([
		[70, 1],
		[1_000, 1],
		[5_000, 50],
		[20_000, 500],
	])('picks of %i a second, %i at once, nearly as many as it may and no more, spread out', (rate, burst) => {
		const sampler = samplerOf(60);
		const picked = [...arrivals(rate, 30, burst)].filter((ms) => sampler.pick(ms) !== undefined);
		const bySecond = Map.groupBy(picked, (ms) => Math.floor(ms / 1_000));
		for (const { length } of bySecond.values()) expect(length).toBeLessThanOrEqual(60);
		const byTenth = Map.groupBy(picked, (ms) => Math.floor(ms / 100));
		for (const { length } of byTenth.values()) expect(length).toBeLessThanOrEqual(6);
		expect(picked.length / 30).toBeGreaterThan(40);
	});

	it.each([
		['at a pace that keeps step with windows', 120, 1],
		['fast', 6_000, 1],
		['in bursts that hold whole turns of the lanes', 5_000, 50],
		['in bursts with pauses', 100, 50],
	])('prefers no lane when they come %s and lanes are drawn in turn', (_, rate, burst) => {
		const sampler = samplerOf(60);
		let [index, picked, green] = [0, 0, 0];
		for (const ms of arrivals(rate, 300, burst)) {
			const isGreen = index++ % 10 === 4;
			if (sampler.pick(ms) === undefined) continue;
			picked += 1;
			if (isGreen) green += 1;
		}
		expect(picked).toBeGreaterThan(1_000);
		// four standard errors
		expect(Math.abs(green / picked - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / picked));
	});

	it('picks none when it is turned off', () => {
		const sampler = samplerOf(0);
		expect([...arrivals(1_000, 2)].some((ms) => sampler.pick(ms) !== undefined)).toBe(false);
	});

	it.each([1, 7])('keeps to %i a second', (perSecond) => {
		const sampler = samplerOf(perSecond);
		const picked = [...arrivals(500, 60)].filter((ms) => sampler.pick(ms) !== undefined);
		expect(picked.length).toBeLessThanOrEqual(perSecond * 60);
		expect(picked.length).toBeGreaterThan(perSecond * 25);
	});
});
