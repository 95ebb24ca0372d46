import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import { type RampEnd, type RampPlan, ramp, stepsOf } from '@canario/traffic-split/ramp';
import type { SplitTarget, TargetState } from '@canario/traffic-split/split-target';

/** A ramp as far as it is. */
export interface Ramping {
	readonly plan: RampPlan;
	/** The weights of each step. */
	readonly steps: readonly Weights[];
	/** So many of them were made. */
	readonly made: number;
	/** The last weights that it knows of. */
	readonly at: TargetState<number>;
	/** When the next step is due, milliseconds since the Unix epoch; absent before the first. */
	readonly nextAtMs?: number;
	/** How it ended. */
	readonly end?: RampEnd<number>;
}

interface Surroundings {
	readonly nowMs: () => number;
	/** Has whoever leaves the page asked whether they mean it; gives how to have that end. */
	readonly holdPage: () => () => void;
}

/**
 * The one ramp of this page, which carries it: it goes on while another view is looked at, and ends with the page. Where
 * it stops the weights stay.
 */
export class RampRun {
	readonly #surroundings: Surroundings;
	readonly #listeners = new Set<() => void>();
	#state: Ramping | undefined;
	#stop = new AbortController();

	constructor(surroundings: Surroundings) {
		this.#surroundings = surroundings;
	}

	readonly state = (): Ramping | undefined => this.#state;

	readonly subscribe = (onChange: () => void): (() => void) => {
		this.#listeners.add(onChange);
		return () => void this.#listeners.delete(onChange);
	};

	/** Begins a ramp, unless one is under way; resolves when it is over. */
	async begin(target: SplitTarget<number>, from: TargetState<number>, plan: RampPlan): Promise<void> {
		if (this.#state !== undefined && this.#state.end === undefined) return;
		const letGo = this.#surroundings.holdPage();
		this.#stop = new AbortController();
		this.#become({ plan, steps: stepsOf(from.weights, plan), made: 0, at: from });
		const end = await this.#run(target, from, plan);
		letGo();
		if (this.#state) this.#become({ ...this.#state, at: end.state, end });
	}

	/** Makes no further step, and ends the ramp at once, also while an answer is awaited. */
	readonly stop = (): void => this.#stop.abort();

	/** Forgets a ramp that is over. */
	readonly forget = (): void => {
		if (this.#state?.end) this.#become(undefined);
	};

	async #run(
		target: SplitTarget<number>,
		from: TargetState<number>,
		plan: RampPlan,
	): Promise<RampEnd<number>> {
		const { signal } = this.#stop;
		try {
			return await ramp(heeding(target, signal), from, plan, {
				onStep: (at, made) => {
					const nextAtMs = this.#surroundings.nowMs() + plan.everyMs;
					if (this.#state) this.#become({ ...this.#state, made, at, nextAtMs });
				},
				// the desk says that nobody answers, and the ramp looks again
				onTrouble: () => {},
				tellOf: ({ by = '', reason = '' }) => `${by}: ${reason}`,
				signal,
			});
		} catch (error) {
			const state = this.#state?.at ?? from;
			return signal.aborted
				? { kind: 'stopped', state }
				: { kind: 'failed', state, why: (error as Error).message };
		}
	}

	#become(state: Ramping | undefined): void {
		this.#state = state;
		for (const listener of this.#listeners) listener();
	}
}

/** A target of which nothing is awaited any more once the signal aborts: whether it was done then, nobody knows. */
const heeding = (target: SplitTarget<number>, signal: AbortSignal): SplitTarget<number> => ({
	read: () => unlessAborted(() => target.read(), signal),
	compareAndSet: (wanted) => unlessAborted(() => target.compareAndSet(wanted), signal),
	watch: (options) => target.watch(options),
});

async function unlessAborted<T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> {
	const why = () => new ServiceError('unavailable', 'stopped before the answer came');
	if (signal.aborted) throw why();
	let end = () => {};
	const aborted = new Promise<never>((_, fail) => {
		end = () => fail(why());
		signal.addEventListener('abort', end);
	});
	try {
		return await Promise.race([act(), aborted]);
	} finally {
		signal.removeEventListener('abort', end);
	}
}
