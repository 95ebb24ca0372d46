import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { useEffect, useState } from 'react';
import { useConnectionPhase, useFeed } from '../../../feed/use-feed.ts';

/** A forecast is read, not watched: its figures change no more often, milliseconds. */
const EVERY_MS = 1_000;

/** The lanes' figures of now, calmly; undefined while none come. */
export function useLanes(): StatsSnapshot['lanes'] | undefined {
	const feed = useFeed();
	const phase = useConnectionPhase();
	const [lanes, setLanes] = useState(() => feed.stats()?.lanes);
	useEffect(() => {
		const timer = setInterval(() => setLanes(feed.stats()?.lanes), EVERY_MS);
		return () => clearInterval(timer);
	}, [feed]);
	return phase === 'live' ? lanes : undefined;
}
