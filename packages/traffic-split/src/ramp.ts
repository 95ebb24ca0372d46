import type { Lane } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import type { SplitTarget, TargetChange, TargetState, WantedChange } from './split-target.ts';

/** The longest reason that a split keeps, characters. */
const LONGEST_REASON = 500;

/** Where a ramp goes, and how. */
export interface RampPlan {
	readonly lane: Lane;
	/** Share of `lane` in the end, whole percent. */
	readonly percent: number;
	/** Percentage points of each step. */
	readonly step: number;
	/** Pause between two steps, milliseconds. */
	readonly everyMs: number;
	readonly reason: string;
}

/**
 * How a ramp ended. `done`: at its end. `changed`: somebody else changed the weights meanwhile. `stopped`: it was told
 * to. `failed`: a step was not made. `unknown`: nobody can tell whether a step was made. The weights stay as they are
 * then; `state` is the last that is known.
 */
export type RampEnd<Version> = { readonly state: TargetState<Version> } & (
	| { readonly kind: 'done' | 'stopped' }
	| { readonly kind: 'changed' | 'failed' | 'unknown'; readonly why: string }
);

interface RampOptions<Version> {
	/** Told of each step that was made: `step` of `steps`. */
	readonly onStep: (state: TargetState<Version>, step: number, steps: number) => void;
	readonly onTrouble: (error: Error) => void;
	/** What there is to say of a change that somebody else made. */
	readonly tellOf: (change: TargetChange<Version>) => string;
	readonly signal: AbortSignal;
}

/** The weights of each step, the last one's being those of the plan; empty where they are so already. */
export function stepsOf(now: Weights, { lane, percent, step }: RampPlan): readonly Weights[] {
	const share = (100 * now[lane]) / (now.blue + now.green);
	const up = percent > share;
	const steps: Weights[] = [];
	for (let at = share; at !== percent; ) {
		const next = Math.round(up ? at + step : at - step);
		at = up ? Math.min(percent, next) : Math.max(percent, next);
		steps.push(lane === 'green' ? { blue: 100 - at, green: at } : { blue: at, green: 100 - at });
	}
	return steps;
}

/** The plan's reason and the step's number, which stays whole where both are longer than a split keeps. */
function stepReason({ reason, lane, percent }: RampPlan, step: number, steps: number): string {
	const number = ` (step ${step} of ${steps} to ${lane} ${percent} %)`;
	if (reason.length + number.length <= LONGEST_REASON) return reason + number;
	const start = reason.slice(0, LONGEST_REASON - number.length - 1);
	// half of a character written in two would be read back as another
	return `${start.replace(/[\uD800-\uDBFF]$/, '')}…${number}`;
}

/**
 * Moves the weights step by step, each by compare-and-set on the one before.
 *
 * @param from the state that the ramp begins with.
 * @throws {ServiceError} `unauthorized` or `forbidden`, when the target says so between two steps.
 */
export async function ramp<Version>(
	target: SplitTarget<Version>,
	from: TargetState<Version>,
	plan: RampPlan,
	options: RampOptions<Version>,
): Promise<RampEnd<Version>> {
	const steps = stepsOf(from.weights, plan);
	let state = from;
	for (const [index, weights] of steps.entries()) {
		if (index > 0) {
			const change = await changeWithin(target, state, plan.everyMs, options);
			if (change) return { kind: 'changed', state, why: options.tellOf(change) };
		}
		if (options.signal.aborted) return { kind: 'stopped', state };
		const reason = stepReason(plan, index + 1, steps.length);
		const tried = await tryStep(target, { weights, reason, ifVersion: state.version });
		if ('notMade' in tried) return { ...tried.notMade, state };
		state = tried.made;
		options.onStep(state, index + 1, steps.length);
	}
	return { kind: 'done', state };
}

/** What became of a step, as far as anybody knows. */
type Tried<Version> =
	| { readonly made: TargetState<Version> }
	| { readonly notMade: { readonly kind: 'changed' | 'failed' | 'unknown'; readonly why: string } };

type Step<Version> = WantedChange<Version> & { readonly ifVersion: Version };

async function tryStep<Version>(target: SplitTarget<Version>, step: Step<Version>): Promise<Tried<Version>> {
	try {
		return { made: await target.compareAndSet(step) };
	} catch (error) {
		if (!(error instanceof ServiceError)) throw error;
		if (error.code === 'unavailable') return await lookFor(step, target, error.message);
		const kind = error.code === 'stale_version' ? 'changed' : 'failed';
		return { notMade: { kind, why: error.message } };
	}
}

/** What became of a step whose answer is lost. */
async function lookFor<Version>(
	{ weights, reason, ifVersion }: Step<Version>,
	target: SplitTarget<Version>,
	why: string,
): Promise<Tried<Version>> {
	let now: TargetState<Version>;
	try {
		now = await target.read();
	} catch {
		return { notMade: { kind: 'unknown', why } };
	}
	if (now.version === ifVersion) return { notMade: { kind: 'failed', why } };
	// not by weights.ts: a page would load its schemas for this
	const isAsked = now.weights.blue === weights.blue && now.weights.green === weights.green;
	if (isAsked && now.reason === reason) return { made: now };
	return { notMade: { kind: 'changed', why: `${now.by ?? 'somebody'}: ${now.reason ?? ''}` } };
}

/** The first change by somebody else within a time; undefined when there is none, or the signal aborts. */
async function changeWithin<Version>(
	target: SplitTarget<Version>,
	{ version }: TargetState<Version>,
	everyMs: number,
	{ signal, onTrouble }: RampOptions<Version>,
): Promise<TargetChange<Version> | undefined> {
	const pause = AbortSignal.any([signal, AbortSignal.timeout(everyMs)]);
	for await (const change of target.watch({ signal: pause, after: version, onTrouble })) return change;
	return undefined;
}
