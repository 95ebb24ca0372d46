import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { CanaryPlan } from '@canario/contracts/canary/plan';
import type { CanaryState } from '@canario/contracts/canary/state';
import { planOf } from '../plan-input.ts';
import { type PlanInput, planInput } from '../plan-shape.ts';
import { canaryAfter } from '../state.ts';

/** A plan of green in two steps, for tests. */
const somePlan = (over: Partial<PlanInput> = {}): CanaryPlan =>
	planOf(planInput.parse({ to: 'green', steps: [10, 100], every: '60s', ...over }));

/** Begins every canary of the tests. */
export const started = (over: Partial<PlanInput> = {}): CanaryEvent => ({
	...{ kind: 'started', by: 'ana', reason: 'try', plan: somePlan(over) },
	...{ from: { blue: 100, green: 0 }, version: 1 },
});

/** What has been done by the time that the first step is watched. */
export const FIRST_STEP: readonly CanaryEvent[] = [
	{ kind: 'step', step: 1 },
	{ kind: 'shifting', weights: { blue: 90, green: 10 }, ifVersion: 1 },
	{ kind: 'shifted', weights: { blue: 90, green: 10 }, version: 2 },
	{ kind: 'sampling' },
];

/** Where these events lead, a second after one another; `events` begin with a canary that starts. */
export function stateOf(...events: readonly CanaryEvent[]): CanaryState {
	const entries = events.map((event, index) => ({ seq: index + 1, atMs: index * 1_000, canary: 1, event }));
	const state = entries.reduce<CanaryState | undefined>(canaryAfter, undefined);
	if (state === undefined) throw new Error('no canary started');
	return state;
}
