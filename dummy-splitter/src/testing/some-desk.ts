import { CanaryBook } from '@canario/canary/canary-book';
import type { CanaryReport } from '@canario/contracts/canary/public-canary';
import type { SplitState } from '@canario/contracts/split-change';
import { memoryJournal } from '@canario/stores/testing/memory-journal';
import { initialState } from '@canario/traffic-split/split-state';
import { CanaryDesk } from '../domain/canary-desk.ts';

/** For tests: a desk whose split and controller are set by hand. */
export function someDesk() {
	const world = {
		split: { ...initialState({ blue: 100, green: 0 }, 5), version: 7 } as SplitState,
		report: {
			...{ service: 'canary-controller', instance: 'c-1', atMs: 5, leads: true },
			target: { name: 'entry' },
		} as CanaryReport | undefined,
		nowMs: 1_000,
	};
	const journal = memoryJournal();
	const book = new CanaryBook(
		() => journal,
		() => world.nowMs++,
	);
	const desk = new CanaryDesk({
		book,
		split: async () => world.split,
		controller: async () => world.report,
	});
	return { world, journal, book, desk };
}
