import type { Check } from '@canario/contracts/canary/plan';
import { quantileRanks } from '@canario/statistics/quantile';
import { describe, expect, it } from 'vitest';
import { judge } from '../judge.ts';
import { alarmRiskOf } from './alarm-risk.ts';
import { neededFor } from './needed-for.ts';
import { latencies, someLane } from './some-lane.test-kit.ts';

const OPTIONS = { to: 'green', comparable: true, alarm: 0.005, passRisk: 0.05 } as const;
const errors: Check = { metric: 'error-rate', comparison: { by: 'difference', limit: 0.01 } };

/** One in `every` fails. */
const lane = (sent: number, every: number) => someLane(sent, Math.floor(sent / every));
const judged = (check: Check, blue: ReturnType<typeof someLane>, green: ReturnType<typeof someLane>) =>
	judge([check], { blue, green }, OPTIONS)[0];

/** Samples of green until a verdict, if every lane goes on evenly and green gets a tenth. */
function decidedAt(check: Check, every: { blue: number; green: number }): number {
	for (let n = 100; n < 100_000; n += 50) {
		const result = judged(check, lane(9 * n, every.blue), lane(n, every.green));
		if (result?.verdict !== 'inconclusive') return n;
	}
	return Number.NaN;
}

describe('the samples that are still needed', () => {
	it.each([
		['to pass', { blue: 250, green: 250 }],
		['to fail', { blue: 250, green: 30 }],
	])('are about those that it takes %s', (_, every) => {
		const end = decidedAt(errors, every);
		for (const part of [0.3, 0.6, 0.9]) {
			const n = Math.floor((end * part) / 50) * 50;
			const result = judged(errors, lane(9 * n, every.blue), lane(n, every.green));
			expect(result?.verdict).toBe('inconclusive');
			expect(n + (result?.needed ?? 0)).toBeGreaterThan(end * 0.8);
			expect(n + (result?.needed ?? 0)).toBeLessThan(end * 1.25);
		}
	});

	it('get fewer as samples come', () => {
		const needed = [200, 400, 800].map((n) => judged(errors, lane(9 * n, 100), lane(n, 100))?.needed);
		expect(needed).toEqual(needed.toSorted((a = 0, b = 0) => b - a));
		expect(new Set(needed).size).toBe(3);
	});

	it('are forecast for a lane of which nothing is known yet', () => {
		const result = judged(errors, lane(1_000, 250), someLane(0));
		expect(result).toMatchObject({ verdict: 'inconclusive', of: 0 });
		expect(result?.needed).toBeGreaterThan(500);
	});

	it('are absent where no number of them decides', () => {
		const none: Check = { metric: 'error-rate', comparison: { by: 'difference', limit: 0 } };
		const result = judged(none, lane(1_000, 100), lane(1_000, 100));
		expect(result?.verdict).toBe('inconclusive');
		expect(result).not.toHaveProperty('needed');
	});
});

describe('what a check will need', () => {
	const forecast = { share: 0.05, passRisk: 0.05 };

	it('is what a faultless lane needs while nothing is known', () => {
		expect(neededFor({ metric: 'error-rate', threshold: 0.05 }, forecast)).toBe(81);
		expect(neededFor({ metric: 'loss', threshold: 0 }, forecast)).toBe(1);
		expect(neededFor({ metric: 'ack-p95', threshold: 1_000 }, forecast)).toBeGreaterThan(100);
	});

	it.each([
		['ack-p95', 0.95],
		['ack-p99', 0.99],
	] as const)('is the first sample whose %s has an upper end', (metric, q) => {
		let first = 1;
		while (quantileRanks(first, q, 0.05).high > first) first++;
		const needed = neededFor({ metric, threshold: 1_000 }, forecast) ?? Number.NaN;
		expect(needed).toBeGreaterThanOrEqual(first);
		expect(needed).toBeLessThanOrEqual(first * 1.01);
	});

	it('is more where the other lane is known to fail at times, and the most of both kinds', () => {
		const other = someLane(10_000, 50);
		const threshold = neededFor({ ...errors, threshold: 0.05 }, { ...forecast, other });
		const alone = neededFor(errors, { ...forecast, other });
		expect(threshold).toBe(alone);
		expect(alone).toBeGreaterThan(neededFor(errors, forecast) ?? Number.NaN);
	});

	it('is about what it then takes', () => {
		const n = neededFor(errors, { share: 0.1, passRisk: 0.05, other: lane(10_000, 250) }) ?? Number.NaN;
		const truth = decidedAt(errors, { blue: 250, green: 250 });
		expect(n / truth).toBeGreaterThan(0.8);
		expect(n / truth).toBeLessThan(1.25);
	});

	it('is not to be had where the other lane would not pass either', () => {
		const other = someLane(1_000, 0, { ack: latencies(1_000, 900) });
		expect(neededFor({ metric: 'ack-p95', threshold: 1_000 }, { ...forecast, other })).toBeUndefined();
	});

	it('is nothing where there is nothing to compare with', () => {
		expect(neededFor(errors, { share: 1, passRisk: 0.05 })).toBe(0);
	});
});

describe('the alarm risk of a sample', () => {
	it('is never more than that of the canary together', () => {
		expect(alarmRiskOf(1, 0.01)).toBeCloseTo(0.005, 12);
		const spent = Array.from({ length: 1_000 }, (_, index) => alarmRiskOf(index + 1, 0.01));
		expect(spent.reduce((sum, risk) => sum + risk, 0)).toBeLessThan(0.01);
	});
});
