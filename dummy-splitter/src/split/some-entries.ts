import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal } from '@canario/stores/journal';
import { openRecordStore } from '@canario/stores/open-record-store';
import { LiveSplit } from '@canario/traffic-split/live-split';
import { ChangeLog } from './change-log.ts';
import { SplitHistory } from './split-history.ts';

export const EVEN = { blue: 50, green: 50 };
export const MOST = { blue: 90, green: 10 };
export const GREEN = { blue: 0, green: 100 };

/** For tests: entries that share one journal, which can be away, and one clock, which is set by hand. */
export async function someEntries() {
	const store = await openRecordStore('sqlite::memory:', { timeoutMs: 1_000 });
	const world = { nowMs: 1_000, away: false, logged: [] as [object, string][] };
	const journal = (): Journal => {
		if (world.away) throw new ServiceError('unavailable', 'record store is not available');
		return store.journal;
	};
	return {
		world,
		journal: store.journal,
		/** A new entry, which has not read the history yet. */
		entry(weights = EVEN) {
			const nowMs = () => world.nowMs;
			const split = new LiveSplit(weights, nowMs);
			const log = { info: (fields: object, message: string) => world.logged.push([fields, message]) };
			const history = new SplitHistory({
				changes: new ChangeLog(journal, 'split'),
				split,
				nowMs,
				log: log as never,
			});
			return Object.assign(history, { split });
		},
		close: () => store.close(),
	};
}
