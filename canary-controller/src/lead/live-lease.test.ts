import { openEmbeddedLive } from '@canario/stores/embedded/open-embedded-live';
import { describeLease } from '../contract/lease.contract.ts';
import { liveLease } from './live-lease.ts';

describeLease('the embedded live store', async () => {
	let nowMs = 1_000_000;
	const live = openEmbeddedLive({ path: ':memory:', now: () => nowMs });
	return {
		of: (holder) => liveLease(() => live.statistics, holder),
		elapse: async (ms) => {
			nowMs += ms;
		},
		close: () => live.close(),
	};
});
