import type { StatisticsState } from '../live-statistics.ts';

/** A reading of live statistics for tests; what matters to the test is said in `over`. */
export const someState = (over: Partial<StatisticsState> = {}): StatisticsState => ({
	built: true,
	counters: new Map(),
	last: [],
	green: { taken: 0, repeats: 0, deadLettered: 0, conflicts: 0, pending: 0 },
	checkedAtMs: 0,
	checkedSlot: 0,
	suspect: false,
	reports: [],
	...over,
});
