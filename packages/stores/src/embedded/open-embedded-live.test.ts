import { describeLive } from '../contract/live.contract.ts';
import { openEmbeddedLive } from './open-embedded-live.ts';

describeLive('embedded', async () => {
	let nowMs = Date.now();
	const live = openEmbeddedLive({ path: ':memory:', now: () => nowMs });
	return {
		live,
		elapse: async (ms) => {
			nowMs += ms;
		},
		close: () => live.close(),
	};
});
