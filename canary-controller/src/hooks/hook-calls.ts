import type { Hook } from '@canario/contracts/canary/plan';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { HookAnswer } from '../domain/act-of-hooks.ts';
import type { CallHook } from './call-hook.ts';
import { hookMessage, hookMessageId } from './hook-message.ts';

export interface CallOptions {
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
	readonly #options: CallOptions;
	readonly #calls = new Map<string, Call>();
	readonly #answers = new Map<string, Promise<HookAnswer>>();
	readonly #stopping = new AbortController();

	constructor(options: CallOptions) {
		this.#options = options;
	}

	/** Aborted once nothing more is called. */
	get signal(): AbortSignal {
		return this.#stopping.signal;
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
		const answer = call(hook, hookMessageId(hook, state), message, this.signal);
		this.#answers.set(hook.name, answer);
		answer.then(note, () => {});
	}

	/** The answer of a hook, which is called unless it was; rejects once it is given up. */
	async answerOf(hook: Hook, state: CanaryState): Promise<HookAnswer> {
		this.signal.throwIfAborted();
		if (!this.#answers.has(hook.name)) this.begin(hook, state);
		return this.#answers.get(hook.name) as Promise<HookAnswer>;
	}

	/** Gives up what is under way. */
	stop(): void {
		this.#stopping.abort();
	}
}
