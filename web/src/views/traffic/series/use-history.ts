import type { History, HistoryPoint } from '@canario/contracts/history';
import { useEffect, useRef, useState } from 'react';
import { useConfig } from '../../../config.ts';
import { useConnectionPhase, useFeed } from '../../../feed/use-feed.ts';
import { instantOf, joined, pointOf } from './points.ts';

interface KnownHistory {
	readonly points: readonly HistoryPoint[];
	/** `partial`: what was before could not be read. */
	readonly state: 'loading' | 'ready' | 'partial';
}

/** The lanes' last minutes: what the server kept, and from now on what the feed tells. */
export function useHistory(): KnownHistory {
	const { feedUrl } = useConfig();
	const [history, setHistory] = useState<KnownHistory>({ points: [], state: 'loading' });
	const isLive = useConnectionPhase() === 'live';

	// What was missed while the feed was away is asked for too.
	useEffect(() => {
		if (!isLive) return;
		const stop = new AbortController();
		askFor(feedUrl, stop.signal).then(
			(added) => setHistory(({ points }) => ({ points: joined(added, points), state: 'ready' })),
			() => {
				if (!stop.signal.aborted) setHistory(({ points }) => ({ points, state: 'partial' }));
			},
		);
		return () => stop.abort();
	}, [feedUrl, isLive]);

	useLivePoints((make) =>
		setHistory((known) => {
			const point = make(known.points.at(-1));
			return point === undefined ? known : { ...known, points: joined(known.points, [point]) };
		}),
	);
	return history;
}

async function askFor(feedUrl: string, signal: AbortSignal): Promise<readonly HistoryPoint[]> {
	const response = await fetch(`${feedUrl}/api/history`, { signal });
	if (!response.ok) throw new Error(`the history was answered by ${response.status}`);
	return ((await response.json()) as History).points;
}

type MakePoint = (before: HistoryPoint | undefined) => HistoryPoint | undefined;

/** Once a second, gives what makes the next point, if its time has come. */
function useLivePoints(onPoint: (make: MakePoint) => void): void {
	const feed = useFeed();
	const tell = useRef(onPoint);
	useEffect(() => {
		tell.current = onPoint;
	});
	useEffect(() => {
		/** The server's clock against ours, from the last whole snapshot. */
		let clock = { atMs: 0, aheadMs: 0 };
		const timer = setInterval(() => {
			const stats = feed.stats();
			if (stats === undefined || feed.connection().phase !== 'live') return;
			if (stats.atMs !== clock.atMs) clock = { atMs: stats.atMs, aheadMs: stats.atMs - Date.now() };
			const atMs = instantOf(Date.now() + clock.aheadMs);
			tell.current((before) =>
				before !== undefined && before.atMs >= atMs ? undefined : pointOf(stats, atMs, before),
			);
		}, 1_000);
		return () => clearInterval(timer);
	}, [feed]);
}
