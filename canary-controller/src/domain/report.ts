import type { CanaryReport } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { Watched } from './act-of-watch.ts';
import { publicView } from './public-view.ts';
import type { SplitSight } from './split-sight.ts';

/** An ended canary is shown for so long, milliseconds. */
const SHOWN_MS = 15 * 60_000;

type Self = Pick<CanaryReport, 'instance' | 'target' | 'atMs'>;

/** What a controller says of itself that does not act. */
export const standbyReport = (self: Self): CanaryReport => ({
	...{ service: 'canary-controller', leads: false },
	...self,
});

/** What the one that acts says: of itself, of the split, and of the canary while that is news. */
export function leaderReport(
	self: Self,
	state: CanaryState | undefined,
	{ split, watch }: { readonly split: SplitSight | undefined; readonly watch: Watched | undefined },
): CanaryReport {
	const isShown = state && (state.ended === undefined || self.atMs - state.ended.atMs < SHOWN_MS);
	return {
		...standbyReport(self),
		leads: true,
		...(split && { split: { weights: split.weights, version: split.version } }),
		...(isShown && { canary: publicView(state, watch) }),
	};
}
