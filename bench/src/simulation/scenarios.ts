import { planOf } from '@canario/canary/plan-input';
import { planInput } from '@canario/canary/plan-shape';
import type { CanaryPlan, Check } from '@canario/contracts/canary/plan';
import { asMeasured } from './latencies.ts';
import type { World } from './run-canary.ts';
import type { Truth } from './simulated-lane.ts';

/** Vaccinations a second: green's 5 % are 20. */
export const RATE = 400;

/** What a healthy lane is like: its p95 are 68 and 455 ms. */
export const HEALTHY: Truth = { errors: 0.005, conflicts: 0.001, ackMs: 30, durableMs: 200, spread: 0.5 };

/** Canaries of one kind, and how often they should be taken back. */
export interface Scenario {
	readonly name: string;
	readonly title: string;
	readonly world: World;
	/** Part of the canaries; with `within`, by so many samples of green. */
	readonly goal: { readonly most: number } | { readonly least: number; readonly within: number };
}

const WITHIN = 10_000;
const FALSE_ALARMS = { most: 0.01 } as const;
const POWER = { least: 0.95, within: WITHIN } as const;

const plan = planOf(planInput.parse({ to: 'green', steps: [5, 25, 50] }));
const medianToo: CanaryPlan = {
	...plan,
	checks: [...plan.checks, { metric: 'ack-p50', comparison: { by: 'ratio', limit: 0.05 } }],
};

/** Every limit is just what the lanes have, which is the hardest of all that are kept. */
function atTheTruth({ errors, ackMs, durableMs, spread }: Truth): readonly Check[] {
	const p95 = (medianMs: number) => asMeasured(medianMs * Math.exp(1.644_853_626_951_472_6 * spread));
	const none = { by: 'difference', limit: 0 } as const;
	return [
		{ metric: 'error-rate', threshold: errors, comparison: none },
		{ metric: 'ack-p50', threshold: asMeasured(ackMs), comparison: none },
		{ metric: 'ack-p95', threshold: p95(ackMs), comparison: none },
		{ metric: 'durable-p95', threshold: p95(durableMs), comparison: none },
		{ metric: 'loss', threshold: 0 },
		{ metric: 'conflict', comparison: none },
	];
}

const HARDEST_HOLD_MS = 300_000;

/** Lasting long enough for every chance of a false alarm. */
const hardest: CanaryPlan = {
	...plan,
	checks: [...atTheTruth(HEALTHY)],
	steps: plan.steps.map(({ share }) => ({ share, holdMs: HARDEST_HOLD_MS })),
};

const world = (green: Partial<Truth>, by: CanaryPlan, promoted = false): World => ({
	plan: by,
	lanes: { blue: HEALTHY, green: { ...HEALTHY, ...green } },
	rate: RATE,
	promoted,
});

/** What is simulated. */
export const SCENARIOS: readonly Scenario[] = [
	{
		name: 'equal',
		title: 'equal lanes, default plan',
		world: world({}, plan),
		goal: FALSE_ALARMS,
	},
	{
		name: 'equal-p50',
		title: 'equal lanes, ack-p50 by at most 5 % too',
		world: world({}, medianToo),
		goal: FALSE_ALARMS,
	},
	{
		name: 'equal-hardest',
		title: 'equal lanes, every limit at the truth (comparisons: 0), 5 min a step',
		world: world({}, hardest, true),
		goal: FALSE_ALARMS,
	},
	{
		name: 'equal-risky',
		title: 'as equal-hardest, with an alarm risk of 50 %',
		world: world({}, { ...hardest, alarmRisk: 0.5 }, true),
		goal: { most: 0.5 },
	},
	{
		name: 'errors',
		title: 'green has 2 pp more errors, default plan',
		world: world({ errors: HEALTHY.errors + 0.02 }, plan),
		goal: POWER,
	},
	{
		name: 'p50',
		title: 'green is 10 % slower, ack-p50 by at most 5 % too',
		world: world({ ackMs: HEALTHY.ackMs * 1.1, durableMs: HEALTHY.durableMs * 1.1 }, medianToo),
		goal: POWER,
	},
];
