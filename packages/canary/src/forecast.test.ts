import type { LaneFigures } from '@canario/contracts/stats-snapshot';
import { describe, expect, it } from 'vitest';
import { forecastOf } from './forecast.ts';
import { planOf } from './plan-input.ts';
import { type PlanInput, planInput } from './plan-shape.ts';

const meant = (input: PlanInput) => planOf(planInput.parse(input));

/** A lane that took so many a second, of 100,000 so far, and answered in so many milliseconds. */
const lane = (ratePerSecond: number, failed = 0, ackMs = 20): LaneFigures => ({
	weight: 50,
	asked: 0.5,
	observedOf: 0,
	ratePerSecond,
	tally: { stored: 100_000 - failed, accepted: 0, duplicates: 0, conflicts: 0, failed },
	ack: { p50: ackMs, p95: ackMs * 2, p99: ackMs * 3 },
	durable: {},
	stored: 0,
	inFlight: 0,
});
const at = (ratePerSecond: number, blue = lane(ratePerSecond)) => ({
	lanes: { blue, green: lane(0) },
});
const errorRate = { 'error-rate': { comparison: '+1pp' } };

describe('the forecast of a plan', () => {
	it('is none while nothing comes in', () => {
		expect(forecastOf(meant({ to: 'green', steps: [5] }), at(0))).toBeUndefined();
	});

	it('is the time of the steps where checks need less', () => {
		const plan = meant({ to: 'green', steps: [50, 100], every: '10m', checks: errorRate });
		const forecast = forecastOf(plan, at(1_000));
		expect(forecast).toEqual({
			ratePerSecond: 1_000,
			steps: [{ ms: 600_000 }, { ms: 600_000 }],
			wholeMs: 1_200_000,
		});
	});

	it('is longer at smaller shares, and names the check that it waits for', () => {
		const plan = meant({ to: 'green', steps: [1, 10], every: '1s', checks: errorRate });
		const [small, large] = forecastOf(plan, at(20))?.steps ?? [];
		expect(small).toMatchObject({ waitsFor: 'error-rate' });
		expect(small!.ms!).toBeGreaterThan(large!.ms! * 5);
		expect(large!.ms!).toBeGreaterThan(60_000);
	});

	it('says after how long a step is held that the patience of its plan is not enough for', () => {
		const plan = (patience: string) =>
			meant({ to: 'green', steps: [1], every: '10s', patience, checks: errorRate });
		const [held] = forecastOf(plan('1m'), at(20))?.steps ?? [];
		expect(held).toMatchObject({ waitsFor: 'error-rate', heldAfterMs: 70_000 });
		expect(held!.ms!).toBeGreaterThan(70_000);
		expect(forecastOf(plan('24h'), at(20))?.steps[0]).not.toHaveProperty('heldAfterMs');
	});

	it('halves when twice as much comes in', () => {
		const plan = meant({ to: 'green', steps: [5], every: '0s', checks: errorRate });
		const [slow, fast] = [forecastOf(plan, at(20)), forecastOf(plan, at(40))];
		expect(slow!.wholeMs! / fast!.wholeMs!).toBeCloseTo(2, 1);
	});

	it('needs more where the other lane has errors of its own', () => {
		const plan = meant({ to: 'green', steps: [5], every: '0s', checks: errorRate });
		const ill = forecastOf(plan, at(20, lane(20, 3_000)));
		expect(ill!.wholeMs!).toBeGreaterThan(forecastOf(plan, at(20))!.wholeMs! * 2);
	});

	it('says which check would never pass, as good as the other lane is', () => {
		const checks = { 'error-rate': { threshold: '1%' } };
		const plan = meant({ to: 'green', steps: [5, 100], checks });
		const forecast = forecastOf(plan, at(20, lane(20, 5_000)));
		const held = { waitsFor: 'error-rate', heldAfterMs: 660_000 };
		expect(forecast).toMatchObject({ steps: [held, held] });
		expect(forecast).not.toHaveProperty('wholeMs');
		const slow = meant({ to: 'green', steps: [5], checks: { 'ack-p95': { threshold: '30ms' } } });
		expect(forecastOf(slow, at(20))?.steps).toEqual([{ waitsFor: 'ack-p95', heldAfterMs: 660_000 }]);
	});

	it('counts latencies by what is known of their spread', () => {
		const checks = (threshold: string) => ({ 'ack-p95': { threshold } });
		const whole = (threshold: string) =>
			forecastOf(meant({ to: 'green', steps: [50], every: '0s', checks: checks(threshold) }), at(20))!
				.wholeMs!;
		expect(whole('45ms')).toBeGreaterThan(whole('55ms'));
		expect(whole('10s')).toBeLessThan(whole('45ms'));
	});
});
