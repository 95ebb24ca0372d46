import { describe, expect, it } from 'vitest';
import type { Run } from './run-canary.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { simulate, summaryOf } from './simulate.ts';
import { assumptionsText, simulationText } from './simulation-text.ts';

const CANARIES = 60;

/** Of a canary: steps of half a minute. */
function shortened(name: string): Scenario {
	const scenario = scenarioOf(name);
	const { plan } = scenario.world;
	const steps = plan.steps.map(({ share }) => ({ share, holdMs: 30_000 }));
	return { ...scenario, world: { ...scenario.world, plan: { ...plan, steps } } };
}

function scenarioOf(name: string): Scenario {
	const scenario = SCENARIOS.find((one) => one.name === name);
	if (scenario === undefined) throw new Error(`no ${name}`);
	return scenario;
}

describe('simulated canaries', { timeout: 30_000 }, () => {
	it('are promoted where the lanes are equal', async () => {
		const { takenBack, outcomes, isMet } = await simulate(shortened('equal'), CANARIES, 1);
		expect(takenBack.value).toBe(0);
		expect(outcomes.promoted).toBe(CANARIES);
		expect(isMet).toBe(true);
	});

	it('are hardly ever taken back where every limit is at the truth, for all the looks', async () => {
		const { outcomes } = await simulate(shortened('equal-hardest'), CANARIES, 1);
		expect(outcomes['rolled-back']).toBeLessThanOrEqual(1);
	});

	it.each([
		['errors', 'error-rate comparison'],
		['p50', 'ack-p50 comparison'],
	])('are taken back for %s, by the check that it is about', async (name, failure) => {
		const { takenBack, failed, samples } = await simulate(scenarioOf(name), CANARIES, 1);
		expect(takenBack.value).toBeGreaterThanOrEqual(0.95);
		expect(failed[failure]).toBeGreaterThanOrEqual(0.95 * CANARIES);
		expect(samples.median).toBeLessThan(samples.p95);
	});

	it('come out the same for the same seed', async () => {
		const once = (seed: number) => simulate(scenarioOf('errors'), 5, seed);
		expect(await once(7)).toEqual(await once(7));
		expect(await once(7)).not.toEqual(await once(8));
	});
});

describe('what is said of them', () => {
	const run = (outcome: Run['outcome'], samples: number): Run => ({
		...{ outcome, samples, firstSamples: samples / 2 },
		failed: outcome === 'rolled-back' ? ['error-rate comparison'] : [],
	});
	const runs = [run('rolled-back', 9_000), run('rolled-back', 11_000), run('held', 13_000)];

	it('counts for power only those that were taken back in time', () => {
		const { takenBack, isMet, samples, outcomes } = summaryOf(scenarioOf('errors'), runs);
		expect(takenBack.value).toBeCloseTo(1 / 3, 12);
		expect(isMet).toBe(false);
		expect(samples).toEqual({ median: 9_000, p95: 11_000 });
		expect(outcomes).toEqual({ promoted: 0, 'rolled-back': 2, held: 1 });
	});

	it('counts every one that was taken back as a false alarm', () => {
		const { takenBack, isMet, samples } = summaryOf(scenarioOf('equal'), [...runs, run('promoted', 20_000)]);
		expect(takenBack.value).toBe(0.5);
		expect(isMet).toBe(false);
		expect(samples.median).toBe(10_000);
	});

	it('is a table with the goal, the assumptions and the limits', () => {
		const text = simulationText([summaryOf(scenarioOf('errors'), runs)]);
		expect(text).toContain('33.33 % [6.15 %, 79.23 %]');
		expect(text).toContain('≥ 95 % by 10,000');
		expect(text).toContain('not met');
		expect(text).toContain('errors failed by: error-rate comparison 2');
		expect(assumptionsText(1_000, 1)).toContain('equal: error-rate 5 % +1 pp, ack-p95 1,000 ms +100 ms');
	});
});
