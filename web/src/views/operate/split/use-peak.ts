import type { ByLane } from '@canario/contracts/lane';
import { useStats } from '../../../feed/use-feed.ts';
import { useHistory } from '../../traffic/series/use-history.ts';

/** The most that each lane has carried in the history of the feed, requests a second. */
export function usePeaks(): ByLane<number> {
	const { points } = useHistory();
	const blue = useStats(({ lanes }) => lanes.blue.ratePerSecond) ?? 0;
	const green = useStats(({ lanes }) => lanes.green.ratePerSecond) ?? 0;
	const most = (lane: 'blue' | 'green', now: number) =>
		points.reduce((peak, point) => Math.max(peak, point.lanes[lane].ratePerSecond), now);
	return { blue: most('blue', blue), green: most('green', green) };
}
