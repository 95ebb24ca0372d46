import type { CanaryAnswer } from '@canario/contracts/canary/answers';
import type { PublicCanary } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';

/** What is shown of a canary: what its controller sees just now, or, without it, what the log says. */
export function shownCanary({ canary, now }: CanaryAnswer): PublicCanary | undefined {
	if (canary === undefined) return undefined;
	// a controller's report may be a second older than the log
	const isCurrent = now !== undefined && now.id === canary.id && now.step === canary.step;
	if (isCurrent && (canary.ended === undefined || now.ended !== undefined)) return now;
	return fromLog(canary, isCurrent ? now : undefined);
}

function fromLog(canary: CanaryState, last: PublicCanary | undefined): PublicCanary {
	const { id, plan, from, step, phase, startedAtMs, stepAtMs, passed, checks, ended } = canary;
	return {
		...{ id, to: plan.to, step, phase, startedAtMs, stepAtMs, passed, checks },
		shares: plan.steps.map(({ share }) => share),
		fromShare: from[plan.to] / (from.blue + from.green),
		holdMs: plan.steps[step - 1]?.holdMs ?? 0,
		watchedMs: last?.watchedMs ?? 0,
		sampledMs: last?.sampledMs ?? 0,
		verdict: 'none',
		...stillOf(canary),
		...(ended && { ended }),
	};
}

function stillOf({ paused, held, waiting }: CanaryState): Pick<PublicCanary, 'still'> {
	const still = paused ? 'paused' : held ? 'held' : waiting?.for;
	return still === undefined ? {} : { still };
}
