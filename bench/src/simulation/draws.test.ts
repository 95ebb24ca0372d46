import { describe, expect, it } from 'vitest';
import { asMeasured, Latencies } from './latencies.ts';
import { hitsOf, normalsOf, randomOf } from './random.ts';
import { SimulatedLane } from './simulated-lane.ts';

const DRAWS = 20_000;
const mean = (numbers: readonly number[]) => numbers.reduce((sum, next) => sum + next, 0) / numbers.length;
const many = (draw: () => number) => Array.from({ length: DRAWS }, draw);

describe('the numbers of a seed', () => {
	it('are the same for the same seed and stream, and others for another', () => {
		const first = (seed: number, stream: number) => randomOf(seed, stream)();
		expect(first(1, 2)).toBe(first(1, 2));
		expect(new Set([first(1, 2), first(2, 1), first(1, 3), first(2, 2)]).size).toBe(4);
	});

	it('are even', () => {
		const numbers = many(randomOf(3, 0));
		// five standard errors
		expect(Math.abs(mean(numbers) - 0.5)).toBeLessThan(5 / Math.sqrt(12 * DRAWS));
		expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...numbers)).toBeLessThan(1);
	});

	it.each([
		[0.02, 20],
		[0.5, 10],
	])('hit with chance %d, independently', (p, draws) => {
		const random = randomOf(4, 0);
		const hits = many(() => hitsOf(random, draws, p));
		const variance = draws * p * (1 - p);
		expect(Math.abs(mean(hits) - draws * p)).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
		expect(mean(hits.map((hit) => (hit - draws * p) ** 2)) / variance).toBeCloseTo(1, 1);
		expect(hitsOf(random, draws, 0)).toBe(0);
	});

	it('are normal where they shall be', () => {
		const normals = many(normalsOf(randomOf(5, 0)));
		expect(Math.abs(mean(normals))).toBeLessThan(5 / Math.sqrt(DRAWS));
		expect(mean(normals.map((number) => number ** 2))).toBeCloseTo(1, 1);
		// 2.5 % lie above 1.96
		expect(normals.filter((number) => number > 1.96).length / DRAWS).toBeCloseTo(0.025, 2);
	});
});

describe('latencies in bins', () => {
	it('come in order, less than 1 % off', () => {
		const latencies = new Latencies();
		for (const ms of [30, 10, 20]) latencies.add(Math.log(ms));
		const { count, at } = latencies.ordered();
		expect(count).toBe(3);
		for (const [rank, ms] of [
			[1, 10],
			[2, 20],
			[3, 30],
		] as const) {
			expect(at(rank)).toBe(asMeasured(ms));
			expect(Math.abs(at(rank) / ms - 1)).toBeLessThan(0.01);
		}
	});
});

describe('a simulated lane', () => {
	it('takes, fails and knows as many as it is sent, and is as slow as it should be', () => {
		const truth = { errors: 0.1, conflicts: 0.05, ackMs: 30, durableMs: 200, spread: 0.5 };
		const lane = new SimulatedLane(truth, randomOf(6, 0));
		lane.send(DRAWS);
		const { taken, failed, conflicts, lost, ack, durable } = lane.sample();
		expect(taken + failed + conflicts).toBe(DRAWS);
		expect(lane.sent).toBe(DRAWS);
		expect(lost).toBe(0);
		expect(failed / DRAWS).toBeCloseTo(0.1, 1);
		expect(conflicts / DRAWS).toBeCloseTo(0.05, 1);
		expect(ack.count).toBe(taken);
		expect(ack.at(taken / 2) / 30).toBeCloseTo(1, 1);
		expect(durable.at(Math.ceil(taken * 0.95)) / (200 * Math.exp(0.822))).toBeCloseTo(1, 1);
	});
});
