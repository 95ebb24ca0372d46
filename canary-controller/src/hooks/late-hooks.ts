import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { CanaryState } from '@canario/contracts/canary/state';
import { pause } from '@canario/service-kit/loop';
import { hooked } from '../domain/act-of-hooks.ts';
import type { HookCalls } from './hook-calls.ts';

/** Writes into the log what happened to a canary that another has followed by now. */
export type NoteLate = (canary: number, event: CanaryEvent) => Promise<unknown>;

/** Between two tries to write something down, milliseconds. */
const AGAIN_MS = 1_000;

/**
 * Calls what is left of an ended canary's hooks, one after another, while the next canary runs; each answer is written
 * down, again and again while the log cannot be reached. Ends when `calls` is stopped.
 */
export async function finishHooks(state: CanaryState, calls: HookCalls, note: NoteLate): Promise<void> {
	const left = state.plan.hooks.filter(({ at, name }) => at === 'end' && !state.hooked.includes(name));
	for (const hook of left) {
		const answer = await calls.answerOf(hook, state).catch(() => undefined);
		if (answer === undefined) return;
		await writeDown(() => note(state.id, hooked(hook, answer)), calls.signal);
	}
}

async function writeDown(write: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
	while (!signal.aborted) {
		try {
			await write();
			return;
		} catch {
			await pause(AGAIN_MS, signal);
		}
	}
}
