import { type Fault, publicFault } from '@canario/contracts/fault';
import { byLane } from '@canario/contracts/lane';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { SLOT_MS, slotField, slotOf } from '@canario/stores/counters';
import { ledgerOf } from '@canario/stores/ledger';
import type { StatisticsState } from '@canario/stores/live-statistics';
import { canaryFigures } from './canary-figures.ts';
import { laneFigures } from './lanes.ts';
import { peopleFigures } from './people.ts';

const MINUTE_MS = 60_000;
const MINUTES = 60;

/**
 * Everything that the public may know, from one reading of the live statistics.
 *
 * @param faults those that lanes suffer on purpose.
 */
export function snapshotOf(
	state: StatisticsState,
	nowMs: number,
	faults: readonly Fault[] = [],
): StatsSnapshot {
	const canary = canaryFigures(state.reports);
	const active = faults.filter(({ untilMs }) => untilMs > nowMs);
	return {
		atMs: nowMs,
		built: state.built,
		...peopleFigures(state.counters, ''),
		visitors: peopleFigures(state.counters, 'visitor|'),
		...laneFigures(state),
		last: state.last,
		minutes: minutesOf(state.counters, nowMs),
		ledger: ledgerOf(state),
		...(active.length > 0 && { faults: active.map(publicFault) }),
		...(canary && { canary }),
	};
}

/** Doses by lane in each of the last 60 whole minutes. */
function minutesOf(counters: StatisticsState['counters'], nowMs: number): StatsSnapshot['minutes'] {
	const thisMinuteMs = nowMs - (nowMs % MINUTE_MS);
	const minutes = Array.from({ length: MINUTES }, (_, index) => {
		const startMs = thisMinuteMs - (MINUTES - index) * MINUTE_MS;
		const slots = Array.from({ length: MINUTE_MS / SLOT_MS }, (_, slot) => slotOf(startMs + slot * SLOT_MS));
		const doses = byLane((lane) =>
			slots.reduce((sum, slot) => sum + (counters.get(slotField(slot, lane)) ?? 0), 0),
		);
		return [startMs, doses] as const;
	});
	return Object.fromEntries(minutes);
}
