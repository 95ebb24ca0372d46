import type { OpenSplitTarget } from '@canario/split-targets/open-split-target';
import type { LiveStatistics } from '@canario/stores/live-statistics';
import { KubeLease } from './kube-lease.ts';
import type { Lease } from './lease.ts';
import { liveLease } from './live-lease.ts';

interface Options {
	/** Throws while the live store is absent. */
	readonly statistics: () => Pick<LiveStatistics, 'lease' | 'release'>;
	readonly holder: string;
	readonly nowMs: () => number;
	readonly steadyMs: () => number;
}

/** The lease of who moves a split: where the split is an object of a cluster, it lies beside that. */
export function leaseFor(opened: OpenSplitTarget, { statistics, ...options }: Options): Lease {
	return opened.kind === 'object'
		? new KubeLease({ ...opened.cluster, ...options })
		: liveLease(statistics, options.holder);
}
