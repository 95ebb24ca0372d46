import type { CanaryEntry } from '@canario/contracts/canary/event';
import type { CanaryPlan } from '@canario/contracts/canary/plan';
import type { CanaryState } from '@canario/contracts/canary/state';

/** Of hooks' URLs only where they lead: who knows the rest may call them. */
const withOrigins = (plan: CanaryPlan): CanaryPlan => ({
	...plan,
	hooks: plan.hooks.map((hook) => ({ ...hook, url: new URL(hook.url).origin })),
});

/** A canary as those see it who only look on. */
export const stateForViewers = (state: CanaryState): CanaryState => ({
	...state,
	plan: withOrigins(state.plan),
});

/** An entry of the log as those see it who only look on. */
export const entryForViewers = (entry: CanaryEntry): CanaryEntry =>
	entry.event.kind === 'started'
		? { ...entry, event: { ...entry.event, plan: withOrigins(entry.event.plan) } }
		: entry;
