import type { CanaryEntry, CanaryEvent } from '@canario/contracts/canary/event';
import type { CanaryState } from '@canario/contracts/canary/state';
import { sameWeights } from '@canario/traffic-split/weights';
import { weightsAt } from './weights-at.ts';

type Happened<Kind extends CanaryEvent['kind']> = Extract<CanaryEvent, { kind: Kind }>;
type Later = Exclude<CanaryEvent, Happened<'started'>>;

/** A state without what keeps a canary from going on. */
function moving(state: CanaryState): CanaryState {
	const { paused: _, held: __, waiting: ___, ...rest } = state;
	return rest;
}

/** A state in another phase, for which no hook has been called yet. */
function inPhase(state: CanaryState, phase: CanaryState['phase'], atMs: number): CanaryState {
	const { skipGates: _, waiting: __, ...rest } = state;
	return { ...rest, phase, phaseAtMs: atMs, hooked: [] };
}

/**
 * Where the canaries are after one more thing happened: the canary that runs, or that ended last. An event of another
 * canary than that, such as a late answer to the last hook of one before, changes nothing.
 */
export function canaryAfter(before: CanaryState | undefined, entry: CanaryEntry): CanaryState | undefined {
	const { event, canary, atMs } = entry;
	if (event.kind === 'started') return begun(event, canary, atMs);
	if (before?.id !== canary) return before;
	return after(before, event, atMs);
}

function begun(
	{ plan, by, reason, from, version }: Happened<'started'>,
	id: number,
	atMs: number,
): CanaryState {
	return {
		id,
		plan,
		by,
		reason,
		startedAtMs: atMs,
		from,
		version,
		weights: from,
		step: 1,
		phase: 'start',
		phaseAtMs: atMs,
		stepAtMs: atMs,
		samples: 0,
		hooked: [],
		passed: [],
		checks: [],
	};
}

function after(state: CanaryState, event: Later, atMs: number): CanaryState {
	switch (event.kind) {
		case 'hooked':
			return hooked(state, event);
		case 'step':
			return { ...inPhase(state, 'before', atMs), step: event.step, stepAtMs: atMs };
		case 'shifting':
			return { ...state, shifting: { weights: event.weights, ifVersion: event.ifVersion } };
		case 'shifted':
			return shifted(state, event, atMs);
		case 'sampling':
			return { ...state, samples: state.samples + 1 };
		case 'judged':
			return judged(state, event, atMs);
		case 'waiting':
			return { ...state, waiting: { for: event.for, why: event.why, atMs } };
		case 'went-on':
			return withoutWaiting(state);
		case 'held':
			return { ...state, held: { why: event.why, atMs }, checks: event.checks };
		case 'paused':
			return { ...state, paused: { by: event.by, reason: event.reason, atMs } };
		case 'resumed':
			return moving(state);
		case 'promoted':
			return promoted(state, event, atMs);
		case 'aborting':
			return aborted(state, event, atMs);
		// older logs have it after the check that failed
		case 'rolling-back':
			return back(state, { outcome: 'rolled-back', why: event.why }, atMs);
		case 'ended':
			return ended(state, event, atMs);
	}
}

/** A gate is passed by a yes alone: older logs have its no, and may lack the end that was to follow. */
function hooked(state: CanaryState, { name, outcome }: Happened<'hooked'>): CanaryState {
	const isShut = outcome !== 'ok' && state.plan.hooks.some((hook) => hook.gate && hook.name === name);
	return isShut ? state : withoutWaiting({ ...state, hooked: [...state.hooked, name] });
}

function judged(state: CanaryState, { verdict, checks }: Happened<'judged'>, atMs: number): CanaryState {
	if (verdict === 'fail') {
		// one event, so that whoever takes over knows both: a sample that fails is not taken anew
		const why = checks.find((check) => check.verdict === 'fail')?.why ?? '';
		return back({ ...state, checks }, { outcome: 'rolled-back', why }, atMs);
	}
	return { ...inPhase(state, 'after', atMs), checks, passed: [...state.passed, state.step] };
}

function withoutWaiting(state: CanaryState): CanaryState {
	const { waiting: _, ...rest } = state;
	return rest;
}

function shifted(state: CanaryState, { weights, version }: Happened<'shifted'>, atMs: number): CanaryState {
	const { shifting: _, ...rest } = state;
	const now = { ...rest, weights, version };
	// a change that was under way may have been for another step: somebody promoted or aborted meanwhile
	const meant = state.phase === 'before' && sameWeights(weights, weightsAt(state.plan, state.step));
	if (!meant) return { ...now, ...(state.phase === 'back' && { backAtMs: atMs }) };
	// who promotes fully wants no more looking
	return inPhase(now, state.full ? 'after' : 'sample', atMs);
}

/** To the next step, or to the last, whatever the checks and gates say. */
function promoted(state: CanaryState, { full }: Happened<'promoted'>, atMs: number): CanaryState {
	const free = moving(state);
	if (full) {
		const step = state.plan.steps.length;
		return { ...inPhase(free, 'before', atMs), step, stepAtMs: atMs, skipGates: true, full: true };
	}
	return state.phase === 'sample' ? inPhase(free, 'after', atMs) : { ...free, skipGates: true };
}

/** Back it goes; one that does so already, step by step, goes at once then, for the reason that it had. */
function aborted(state: CanaryState, { by, reason }: Happened<'aborting'>, atMs: number): CanaryState {
	if (state.phase !== 'back')
		return back(state, { outcome: 'aborted', why: `aborted by ${by}: ${reason}` }, atMs);
	return { ...state, plan: { ...state.plan, rollback: { mode: 'at-once' } } };
}

const back = (state: CanaryState, why: NonNullable<CanaryState['back']>, atMs: number): CanaryState => ({
	...inPhase(moving(state), 'back', atMs),
	back: why,
});

const ended = (state: CanaryState, { outcome, why }: Happened<'ended'>, atMs: number): CanaryState => {
	const { shifting: _, ...over } = moving(state);
	return { ...inPhase(over, 'ended', atMs), ended: { outcome, why, atMs } };
};
