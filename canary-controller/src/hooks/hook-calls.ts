import type { Hook } from '@canario/contracts/canary/plan';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { HookAnswer } from '../domain/act-of-hooks.ts';
import type { CallHook } from './call-hook.ts';
import { hookMessage, hookMessageId } from './hook-message.ts';

interface Options {
	readonly call: CallHook;
	/** A gate that did not say yes is asked again after so long, milliseconds. */
	readonly gateAgainMs: number;
	/** Milliseconds by a clock that does not jump. */
	readonly steadyMs: () => number;
}

interface Call {
	readonly answer: HookAnswer | 'under way';
	readonly atMs: number;
	readonly gate: boolean;
}

/** The hooks that are called in one phase of a canary, beside everything else that the controller does. */
export class HookCalls {
	readonly #options: Options;
	readonly #calls = new Map<string, Call>();
	readonly #stopping = new AbortController();

	constructor(options: Options) {
		this.#options = options;
	}

	/** What became of those called; of a gate that did not say yes nothing, once it is to be asked again. */
	answers(): ReadonlyMap<string, Call['answer']> {
		const { gateAgainMs, steadyMs } = this.#options;
		const known = [...this.#calls].filter(([, { answer, atMs, gate }]) => {
			const shut = gate && answer !== 'under way' && answer.outcome !== 'ok';
			return !shut || steadyMs() - atMs < gateAgainMs;
		});
		return new Map(known.map(([name, { answer }]) => [name, answer]));
	}

	/** Begins a call; its answer is found in `answers`. */
	begin(hook: Hook, state: CanaryState): void {
		const { call, steadyMs } = this.#options;
		const note = (answer: Call['answer']) =>
			this.#calls.set(hook.name, { answer, atMs: steadyMs(), gate: hook.gate });
		note('under way');
		const message = hookMessage(hook, state);
		call(hook, hookMessageId(hook, state), message, this.#stopping.signal).then(note, () => {});
	}

	/** Gives up what is under way. */
	stop(): void {
		this.#stopping.abort();
	}
}

/** The calls of the phase that a canary is in; those of another phase are given up. */
export class PhaseCalls {
	readonly #options: Options;
	#phase = '';
	#calls: HookCalls | undefined;

	constructor(options: Options) {
		this.#options = options;
	}

	of({ id, phase, step, phaseAtMs }: CanaryState): HookCalls {
		const key = [id, phase, step, phaseAtMs].join('/');
		if (this.#calls === undefined || this.#phase !== key) {
			this.stop();
			this.#phase = key;
			this.#calls = new HookCalls(this.#options);
		}
		return this.#calls;
	}

	/** Gives up what is under way. */
	stop(): void {
		this.#calls?.stop();
		this.#calls = undefined;
	}
}
