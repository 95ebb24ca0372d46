import { planOf } from '@canario/canary/plan-input';
import { type PlanInput, planInput } from '@canario/canary/plan-shape';
import { canaryAfter } from '@canario/canary/state';
import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { CanaryEntry, CanaryEvent } from '@canario/contracts/canary/event';
import type { PublicCanary } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';

/** When the first thing happened: 2026-11-21T16:00:00Z. The n-th happened n - 1 seconds later. */
export const BEGAN_MS = Date.UTC(2026, 10, 21, 16);

export const meant = (input: PlanInput) => planOf(planInput.parse(input));

/** The beginning of a canary to green in steps 5, 25 and 100 %, by ana. */
export const STARTED: CanaryEvent = {
	kind: 'started',
	by: 'ana',
	reason: 'green is new',
	plan: meant({ to: 'green', steps: [5, 25, 100] }),
	from: { blue: 100, green: 0 },
	version: 1,
};

/** Events as the log has them, all of the canary whose `started` they follow. */
export function logOf(...events: readonly CanaryEvent[]): CanaryEntry[] {
	let canary = 0;
	return events.map((event, index) => {
		if (event.kind === 'started') canary += 1;
		return { seq: index + 1, atMs: BEGAN_MS + index * 1_000, canary, event };
	});
}

/** Where a canary is after these events. */
export function stateAfter(...events: readonly CanaryEvent[]): CanaryState {
	const state = logOf(...events).reduce<CanaryState | undefined>(canaryAfter, undefined);
	if (state === undefined) throw new Error('no canary was started');
	return state;
}

/** Up to the sample of the step that gives green so many percent. */
export const stepTo = (step: number, green: number): CanaryEvent[] => [
	{ kind: 'step', step },
	{ kind: 'shifting', weights: { blue: 100 - green, green }, ifVersion: step },
	{ kind: 'shifted', weights: { blue: 100 - green, green }, version: step + 1 },
	{ kind: 'sampling' },
];

/** Green's errors against blue's, not decided yet. */
export const UNDECIDED: CheckResult = {
	metric: 'error-rate',
	kind: 'comparison',
	verdict: 'inconclusive',
	limit: 0.01,
	value: 0.031,
	other: 0.004,
	low: 0.0019,
	high: 0.0536,
	of: 421,
	otherOf: 38_020,
	needed: 1_200,
	why: "green's errors 3.1 % against blue's 0.4 %: about 1,200 more samples of green needed",
};

/** Green's slowness, as it must be. */
export const PASSING: CheckResult = {
	metric: 'ack-p95',
	kind: 'threshold',
	verdict: 'pass',
	limit: 1_000,
	value: 182.4,
	low: 171.2,
	high: 195.9,
	of: 421,
	why: 'green answers 95 % within 182 ms',
};

/** What a controller sees of a canary at its second step. */
export const NOW: PublicCanary = {
	id: 1,
	to: 'green',
	shares: [5, 25, 100],
	fromShare: 0,
	step: 2,
	phase: 'sample',
	startedAtMs: BEGAN_MS,
	stepAtMs: BEGAN_MS,
	holdMs: 60_000,
	watchedMs: 42_000,
	sampledMs: 42_000,
	passed: [1],
	verdict: 'inconclusive',
	checks: [UNDECIDED, PASSING],
	leftMs: 119_717,
};
