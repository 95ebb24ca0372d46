import type { ByLane } from '@canario/contracts/lane';
import { useEffect, useState } from 'react';
import { useFeed } from '../../../feed/use-feed.ts';
import { RateWindow } from './rate-window.ts';

const EVERY_MS = 500;

/** How many documents each lane brings to the disk, a second over the last ten; undefined at first. */
export function useStoredRate(): ByLane<number | undefined> {
	const feed = useFeed();
	const [rates, setRates] = useState<ByLane<number | undefined>>({ blue: undefined, green: undefined });
	useEffect(() => {
		const windows = { blue: new RateWindow(), green: new RateWindow() };
		const timer = setInterval(() => {
			const stats = feed.stats();
			if (stats === undefined || feed.connection().phase !== 'live') return;
			windows.blue.add(stats.lanes.blue.stored, performance.now());
			windows.green.add(stats.lanes.green.stored, performance.now());
			setRates({ blue: windows.blue.perSecond(), green: windows.green.perSecond() });
		}, EVERY_MS);
		return () => clearInterval(timer);
	}, [feed]);
	return rates;
}
