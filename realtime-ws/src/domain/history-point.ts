import type { HistoryPoint } from '@canario/contracts/history';
import { byLane } from '@canario/contracts/lane';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';

/**
 * The lanes at one instant, from the snapshot of then.
 *
 * @param before the point before, from which the rate of failures is reckoned; it is 0 where there is none.
 */
export function historyPoint(
	atMs: number,
	{ lanes, split }: Pick<StatsSnapshot, 'lanes' | 'split'>,
	before: HistoryPoint | undefined,
): HistoryPoint {
	const failed = byLane((lane) => lanes[lane].tally.failed);
	const seconds = before ? (atMs - before.atMs) / 1_000 : 0;
	return {
		atMs,
		lanes: byLane((lane) => ({
			ratePerSecond: lanes[lane].ratePerSecond,
			failedPerSecond: before && seconds > 0 ? round(grown(before.failed[lane], failed[lane]) / seconds) : 0,
			ack: lanes[lane].ack,
			durable: lanes[lane].durable,
			inFlight: lanes[lane].inFlight,
		})),
		failed,
		...(split && { split }),
	};
}

/** What a count gained: one that is lower than before was begun anew by an entry that started. */
const grown = (before: number, after: number) => (after >= before ? after - before : after);

const round = (value: number) => Math.round(value * 100) / 100;
