import type { SplitVersion } from '@canario/contracts/canary/event';
import type { CanaryPlan } from '@canario/contracts/canary/plan';
import type { CanaryReport } from '@canario/contracts/canary/public-canary';
import type { SplitState } from '@canario/contracts/split-change';
import { ServiceError } from '@canario/service-kit/service-error';
import { sharesOf } from '@canario/traffic-split/weights';

/** As much of a split as a canary begins with. */
export type Split = Pick<SplitState, 'weights' | 'revertAtMs'> & { readonly version: SplitVersion };

/**
 * Refuses a plan that cannot begin with this split.
 *
 * @param meant the version that was looked at, where that matters.
 * @throws {ServiceError} `stale_version` or `conflict`.
 */
export function refuseUnfit(
	{ to, steps }: CanaryPlan,
	{ weights, version, revertAtMs }: Split,
	meant: SplitVersion | undefined,
) {
	if (meant !== undefined && meant !== version) {
		throw new ServiceError('stale_version', `the split has version ${version} by now, not ${meant}`);
	}
	if (revertAtMs !== undefined) {
		throw new ServiceError(
			'conflict',
			`version ${version} of the split goes back by itself unless it is confirmed: confirm or undo it first`,
		);
	}
	const [has, first] = [sharesOf(weights)[to] * 100, steps[0]?.share ?? 0];
	if (has >= first) {
		throw new ServiceError(
			'conflict',
			`${to} has ${Math.round(has * 10) / 10} % of the traffic already, and the first step gives it ${first} %: begin with a larger step, or take traffic from it first (split set)`,
		);
	}
}

/**
 * The split as a controller sees it.
 *
 * @throws {ServiceError} `unavailable` before its first look.
 */
export function splitSeenBy({ split, trouble }: CanaryReport): Split {
	if (split) return split;
	throw new ServiceError(
		'unavailable',
		`the canary controller has not seen the split yet${trouble ? `: ${trouble}` : ''}`,
	);
}
