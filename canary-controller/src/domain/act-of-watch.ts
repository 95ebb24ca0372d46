import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { CanaryState } from '@canario/contracts/canary/state';
import { formatDuration } from '@canario/service-kit/duration';
import { type Act, append } from './act.ts';

/** How a sample stands. */
export interface Watched {
	readonly checks: readonly CheckResult[];
	readonly verdict: CheckResult['verdict'];
	/** For so long it has been watched with traffic and unpaused, milliseconds. */
	readonly watchedMs: number;
	/** Of that, what came after its hold time and after somebody last had it go on: its patience runs out. */
	readonly undecidedMs: number;
	/** For so long the sample has been taken, however, milliseconds. */
	readonly sampledMs: number;
	readonly traffic: boolean;
	/** Whether it is not clear yet that nothing is lost: then no step passes. */
	readonly unsettled: boolean;
}

/** Without traffic a canary waits, and says so; with it, it goes on. */
export function actOfTraffic({ waiting, paused, held }: CanaryState, { traffic }: Watched): Act | undefined {
	if (traffic) return waiting?.for === 'traffic' ? append({ kind: 'went-on' }) : undefined;
	if (waiting ?? paused ?? held) return undefined;
	const why = 'no vaccination is answered: without traffic nothing can be judged';
	return append({ kind: 'waiting', for: 'traffic', why });
}

/** When its time is over a step passes, or is waited for as long as the plan's patience lasts. */
export function actOfTime(
	{ plan, step, paused, held }: CanaryState,
	{ watchedMs, undecidedMs, verdict, checks, unsettled }: Watched,
): Act | undefined {
	if (paused ?? held) return undefined;
	// a step without a time of its own has to see traffic, too
	if (watchedMs === 0 || watchedMs < (plan.steps[step - 1]?.holdMs ?? 0)) return undefined;
	if (!unsettled && (verdict === 'pass' || verdict === 'none')) {
		return append({ kind: 'judged', verdict: 'pass', checks: [...checks] });
	}
	if (undecidedMs < plan.patienceMs) return undefined;
	const open = checks.flatMap((check) => (check.verdict === 'inconclusive' ? [check.why] : []));
	const doubts = unsettled ? ['the books do not say yet whether something is lost'] : [];
	const why = `undecided after ${formatDuration(watchedMs)}: ${[...open, ...doubts].join('; ')}`;
	return append({ kind: 'held', why, checks: [...checks] });
}
