import type { CanaryEvent } from '@canario/contracts/canary/event';
import type { Hook } from '@canario/contracts/canary/plan';
import type { CanaryState } from '@canario/contracts/canary/state';
import { type Act, append } from './act.ts';

/** What a hook's URL answered in the end. `failed`: nothing that says anything. */
export interface HookAnswer {
	readonly outcome: 'ok' | 'refused' | 'failed';
	readonly tries: number;
	readonly said?: string | undefined;
}

/** What became of hooks that were called. */
type Calls = ReadonlyMap<string, HookAnswer | 'under way'>;

/** What the hooks of a phase ask for; `done` when none is left, undefined while one is waited for. */
export function actOfHooks(
	state: CanaryState,
	{ calls }: { readonly calls: Calls },
	at: Hook['at'],
): Act | 'done' | undefined {
	const left = state.plan.hooks.filter(
		(hook) => hook.at === at && !state.hooked.includes(hook.name) && !(hook.gate && state.skipGates),
	);
	const [hook] = left;
	if (hook === undefined) return 'done';
	const answer = calls.get(hook.name);
	if (answer === undefined) return { do: 'call', hook };
	if (answer === 'under way') return undefined;
	return hook.gate && answer.outcome !== 'ok' ? shut(state, hook, answer) : append(hooked(hook, answer));
}

/** What the log says of a hook that was answered. */
export function hooked({ name, at }: Hook, { outcome, tries, said }: HookAnswer): CanaryEvent {
	return { kind: 'hooked', name, at, outcome, tries, ...(said !== undefined && { said }) };
}

/** A gate that says no at the start ends the canary before anything was changed; any other is asked again. */
function shut(state: CanaryState, hook: Hook, answer: HookAnswer): Act | undefined {
	const said = answer.said === undefined ? '' : `: ${answer.said}`;
	if (hook.at === 'start' && answer.outcome === 'refused') {
		// one event, so that nothing can come between the no and the end
		const why = `the gate "${hook.name}" said no${said}`;
		return append({ kind: 'ended', outcome: 'refused', why });
	}
	const what = answer.outcome === 'refused' ? 'says no' : 'gives no answer';
	const why = `the gate "${hook.name}" ${what}${said}`;
	if (state.waiting?.for === 'gate' && state.waiting.why === why) return undefined;
	return append({ kind: 'waiting', for: 'gate', why });
}
