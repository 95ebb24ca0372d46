import { weightsAt, weightsBack } from '@canario/canary/weights-at';
import type { CanaryState } from '@canario/contracts/canary/state';
import { sameWeights } from '@canario/traffic-split/weights';
import { type Act, append } from './act.ts';
import { actOfHooks, type HookAnswer } from './act-of-hooks.ts';
import { actOfTime, actOfTraffic, type Watched } from './act-of-watch.ts';
import { overtakenBy } from './overtaken-by.ts';
import { isReasonOf } from './shift-reason.ts';
import { isEarlier, type SplitSight } from './split-sight.ts';

/** What is known just now, beside the log. */
export interface Sight {
	readonly split: SplitSight;
	/** Whether every entry has the weights as they were set, or nobody can say since long enough. */
	readonly inForce: boolean;
	/** Whether somebody writes what the canary's lane gets. */
	readonly written: boolean;
	/** The sample that goes on; undefined before the first of a step, and where another controller took it so far. */
	readonly watch: Watched | undefined;
	/** What became of the hooks that were called in this phase. */
	readonly calls: ReadonlyMap<string, HookAnswer | 'under way'>;
	readonly nowMs: number;
}

/** What is left to be done for a canary that has ended: nothing but calls of its hooks. */
export const actAtEnd = (state: CanaryState, sight: Pick<Sight, 'calls'>): Act | undefined =>
	isDone(actOfHooks(state, sight, 'end'), () => undefined);

/** What is to be done next for a canary, if anything. */
export function nextAct(state: CanaryState, sight: Sight): Act | undefined {
	if (state.phase === 'ended') return actAtEnd(state, sight);
	if (state.shifting) return { do: 'settle' };
	if (sight.split.version !== state.version) return changed(state, sight.split);
	return unwatched(state, sight) ?? failing(state, sight) ?? BY_PHASE[state.phase](state, sight);
}

/**
 * The split has another version. Where its weights are the canary's, somebody else changed something else; where its reason
 * is, a change of the canary's own came late. What an entry that lags behind says of the past means nothing.
 */
function changed(state: CanaryState, { version, weights, reason, told }: Sight['split']): Act | undefined {
	if (isEarlier(version, state.version)) return undefined;
	if (sameWeights(weights, state.weights) || isReasonOf(state, reason)) {
		return append({ kind: 'shifted', weights, version });
	}
	return append({ kind: 'ended', ...overtakenBy(told) });
}

/** Between two steps, too, a canary is watched: whoever takes it over there begins a sample. */
function unwatched({ phase, weights, from, full }: CanaryState, { watch, inForce }: Sight): Act | undefined {
	const between = phase === 'before' || phase === 'after';
	if (!between || full || watch !== undefined || sameWeights(weights, from)) return undefined;
	return inForce ? { do: 'sample' } : undefined;
}

/** A check that fails takes the canary back at any time, also while it is paused, held, or at a gate. */
function failing(state: CanaryState, { watch }: Sight): Act | undefined {
	if (state.phase === 'back' || watch?.verdict !== 'fail') return undefined;
	return append({ kind: 'judged', verdict: 'fail', checks: [...watch.checks] });
}

type Phase = Exclude<CanaryState['phase'], 'ended'>;

const BY_PHASE: Readonly<Record<Phase, (state: CanaryState, sight: Sight) => Act | undefined>> = {
	start(state, sight) {
		if (!sight.written) {
			const why = `nobody writes for ${state.plan.to}: none of its writers reports`;
			return append({ kind: 'ended', outcome: 'refused', why });
		}
		return isDone(actOfHooks(state, sight, 'start'), () => append({ kind: 'step', step: 1 }));
	},
	before(state, sight) {
		if (state.paused) return undefined;
		const weights = weightsAt(state.plan, state.step);
		return isDone(actOfHooks(state, sight, 'before-step'), () => ({ do: 'shift', weights }));
	},
	sample(state, sight) {
		if (sight.watch === undefined) return sight.inForce ? { do: 'sample' } : undefined;
		return actOfTraffic(state, sight.watch) ?? actOfTime(state, sight.watch);
	},
	after(state, sight) {
		if (state.paused) return undefined;
		const { steps } = state.plan;
		return isDone(actOfHooks(state, sight, 'after-step'), () =>
			state.step < steps.length
				? append({ kind: 'step', step: state.step + 1 })
				: append({ kind: 'ended', outcome: 'promoted', why: promotedWhy(state) }),
		);
	},
	back(state, sight) {
		const { plan, weights, from, back, backAtMs } = state;
		const { outcome, why } = back ?? { outcome: 'aborted', why: '' };
		if (sameWeights(weights, from)) return append({ kind: 'ended', outcome, why });
		const everyMs = plan.rollback.mode === 'gradual' ? plan.rollback.everyMs : 0;
		if (backAtMs !== undefined && sight.nowMs - backAtMs < everyMs) return undefined;
		return { do: 'shift', weights: weightsBack(plan, weights, from) };
	},
};

function promotedWhy({ plan, full, passed }: CanaryState): string {
	const share = `${plan.to} has ${plan.steps.at(-1)?.share ?? 0} %`;
	const left = plan.steps.length - passed.length;
	if (full || left > 0)
		return `${share}; ${left} of ${plan.steps.length} steps were passed over by somebody's word`;
	return `${share}, and every ${plan.checks.length > 0 ? 'check of every step passed' : 'step has had its time'}`;
}

const isDone = (act: Act | undefined | 'done', then: () => Act | undefined): Act | undefined =>
	act === 'done' ? then() : act;
