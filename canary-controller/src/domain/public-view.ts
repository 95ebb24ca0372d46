import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { PublicCanary } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';
import { sharesOf } from '@canario/traffic-split/weights';
import type { Watched } from './act-of-watch.ts';

/** What viewers see of a canary: neither who nor why, but where it stands and what it measures. */
export function publicView(state: CanaryState, watch: Watched | undefined): PublicCanary {
	const { id, plan, from, step, phase, startedAtMs, stepAtMs, ended } = state;
	const checks = watch?.checks ?? state.checks;
	const still = stillFor(state);
	const leftMs = watch && msLeft(watch, plan.steps[step - 1]?.holdMs ?? 0);
	return {
		...{ id, to: plan.to, step, phase, startedAtMs, stepAtMs },
		shares: plan.steps.map(({ share }) => share),
		fromShare: sharesOf(from)[plan.to],
		...(still && { still }),
		holdMs: plan.steps[step - 1]?.holdMs ?? 0,
		watchedMs: Math.round(watch?.watchedMs ?? 0),
		sampledMs: Math.round(watch?.sampledMs ?? 0),
		passed: [...state.passed],
		verdict: watch?.verdict ?? 'none',
		checks: [...checks],
		...(leftMs !== undefined && { leftMs }),
		...(ended && { ended: publicEnd(state, ended) }),
	};
}

function stillFor({ paused, held, waiting }: CanaryState): PublicCanary['still'] {
	if (paused) return 'paused';
	return held ? 'held' : waiting?.for;
}

/** The end without the words of operators: what the checks say is everybody's, what people write is not. */
function publicEnd(
	{ checks }: CanaryState,
	{ outcome, atMs }: NonNullable<CanaryState['ended']>,
): NonNullable<PublicCanary['ended']> {
	const failed = checks.find(({ verdict }) => verdict === 'fail');
	return { outcome, atMs, why: outcome === 'rolled-back' ? (failed?.why ?? '') : '' };
}

/** About so long until every check is decided and the step's time is over, milliseconds; undefined where nobody can say. */
function msLeft({ checks, watchedMs, sampledMs }: Watched, holdMs: number): number | undefined {
	const open = checks.filter(({ verdict }) => verdict === 'inconclusive');
	const left = open.map((check) => msUntilDecided(check, sampledMs));
	if (left.some((ms) => ms === undefined)) return undefined;
	return Math.round(Math.max(0, holdMs - watchedMs, ...(left as number[])));
}

function msUntilDecided({ needed, of }: CheckResult, sampledMs: number): number | undefined {
	return needed === undefined || of === 0 ? undefined : (needed / of) * sampledMs;
}
