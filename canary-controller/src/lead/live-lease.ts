import type { LiveStatistics } from '@canario/stores/live-statistics';
import type { Lease } from './lease.ts';

/** The lease's name. */
const NAME = 'canary';

/** The lease in the live store, whose clock tells when it is over. `statistics` throws while that store is absent. */
export function liveLease(
	statistics: () => Pick<LiveStatistics, 'lease' | 'release'>,
	holder: string,
): Lease {
	return {
		take: async (forMs) => statistics().lease(NAME, holder, forMs),
		release: async () => statistics().release(NAME, holder),
	};
}
