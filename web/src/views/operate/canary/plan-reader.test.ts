import { readFileSync } from 'node:fs';
import { forecastOf } from '@canario/canary/forecast';
import type { LaneFigures } from '@canario/contracts/stats-snapshot';
import { describe, expect, it } from 'vitest';
import { planInput, usualPlan } from './plan-draft.ts';
import { forecast, readPlan, readPlanText } from './plan-reader.ts';

const careful = readFileSync(new URL('../../../../../docs/plans/careful.yaml', import.meta.url), 'utf8');

describe('a plan that was written', () => {
	it('is read as YAML and as JSON, and sent as it was written', () => {
		const read = readPlanText(careful);
		expect(read).toMatchObject({
			input: { to: 'green', every: '3m', patience: '30m' },
			plan: { to: 'green', patienceMs: 1_800_000 },
		});
		expect(readPlanText('{"to": "blue", "steps": [100]}')).toMatchObject({ plan: { to: 'blue' } });
	});

	it('has each fault with its place', () => {
		expect(readPlanText('to: grey\nsteps: [5, 3]\n')).toEqual({
			faults: [
				{ path: 'to', message: 'expected blue or green', place: { line: 1, column: 5 } },
				{ path: 'steps[1]', message: 'expected more than the step before', place: { line: 2, column: 12 } },
			],
		});
		expect(readPlanText('to: [')).toMatchObject({ faults: [{ path: '', place: { line: 1 } }] });
	});
});

describe('a plan of the form', () => {
	const usual = usualPlan({ blue: 100, green: 0 });

	it('means what the entry takes it for', () => {
		expect(readPlan(planInput(usual))).toMatchObject({
			plan: { to: 'green', steps: [{ share: 5, holdMs: 60_000 }, {}, {}, {}] },
		});
	});

	it('has each fault with its path', () => {
		const checks = { ...usual.checks, loss: { threshold: 'none', comparison: '' } };
		expect(readPlan(planInput({ ...usual, checks }))).toEqual({
			faults: [{ path: 'checks.loss.threshold', message: 'expected a share such as 2%' }],
		});
	});
});

it('is forecast as the terminal does', () => {
	const lane = (ratePerSecond: number): LaneFigures => ({
		...{ weight: 50, asked: 0.5, observedOf: 0, ratePerSecond, stored: 0, inFlight: 0 },
		tally: { stored: 100_000, accepted: 0, duplicates: 0, conflicts: 0, failed: 0 },
		...{ ack: { p50: 20, p95: 40, p99: 60 }, durable: { p50: 20, p95: 40, p99: 60 } },
	});
	const read = readPlanText(careful);
	const plan = 'plan' in read ? read.plan : undefined;
	const figures = { lanes: { blue: lane(100), green: lane(0) } };
	expect(forecast(plan!, figures)).toEqual(forecastOf(plan!, figures));
	expect(forecast(plan!, { lanes: { blue: lane(0), green: lane(0) } })).toBeUndefined();
});
