import type { CanaryState } from '@canario/contracts/canary/state';
import { type CallOptions, HookCalls } from './hook-calls.ts';
import { finishHooks, type NoteLate } from './late-hooks.ts';

interface Options extends CallOptions {
	readonly noteLate: NoteLate;
}

interface Phase {
	readonly state: CanaryState;
	readonly calls: HookCalls;
}

/**
 * The calls of the phase that a canary is in. Those of another phase are given up, but for those at the end of a canary:
 * they are finished while the next one runs.
 */
export class PhaseCalls {
	readonly #options: Options;
	readonly #late = new Set<HookCalls>();
	#now: Phase | undefined;

	constructor(options: Options) {
		this.#options = options;
	}

	of(state: CanaryState): HookCalls {
		const before = this.#now;
		const isSame = before !== undefined && keyOf(before.state) === keyOf(state);
		if (!isSame && before !== undefined) this.#leave(before);
		const calls = isSame ? before.calls : new HookCalls(this.#options);
		this.#now = { state, calls };
		return calls;
	}

	/** Gives up what is under way. */
	stop(): void {
		for (const calls of [this.#now?.calls, ...this.#late]) calls?.stop();
		this.#now = undefined;
	}

	#leave({ state, calls }: Phase): void {
		if (state.phase !== 'ended') {
			calls.stop();
			return;
		}
		this.#late.add(calls);
		void finishHooks(state, calls, this.#options.noteLate).finally(() => this.#late.delete(calls));
	}
}

const keyOf = ({ id, phase, step, phaseAtMs }: CanaryState): string => [id, phase, step, phaseAtMs].join('/');
