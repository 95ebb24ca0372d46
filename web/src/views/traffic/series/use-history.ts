import { type History, type HistoryPoint, pointOf } from '@canario/contracts/history';
import { useEffect, useRef, useState } from 'react';
import { useConfig } from '../../../config.ts';
import { useConnectionPhase, useFeed } from '../../../feed/use-feed.ts';
import { type KnownChanges, type Split, withSeen } from './changes.ts';
import { instantOf, joined } from './points.ts';

interface KnownHistory extends KnownChanges {
	readonly points: readonly HistoryPoint[];
	/** `partial`: what was before could not be read. */
	readonly state: 'loading' | 'ready' | 'partial';
}

const NOTHING: KnownHistory = { points: [], told: [], seen: [], state: 'loading' };

/** The lanes' last minutes: what the server kept, and from now on what the feed tells. */
export function useHistory(): KnownHistory {
	const { feedUrl } = useConfig();
	const [history, setHistory] = useState<KnownHistory>(NOTHING);
	const isLive = useConnectionPhase() === 'live';

	// What was missed while the feed was away is asked for too.
	useEffect(() => {
		if (!isLive) return;
		const stop = new AbortController();
		askFor(feedUrl, stop.signal).then(
			({ points: added, changes }) =>
				setHistory(({ points, told, seen }) => ({
					points: joined(added, points),
					told: changes ?? told,
					seen,
					state: 'ready',
				})),
			() => {
				if (!stop.signal.aborted) setHistory((known) => ({ ...known, state: 'partial' }));
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
	useSplits((split) =>
		setHistory((known) => {
			const seen = withSeen(known.seen, split);
			return seen === known.seen ? known : { ...known, seen };
		}),
	);
	return history;
}

async function askFor(feedUrl: string, signal: AbortSignal): Promise<History> {
	const response = await fetch(`${feedUrl}/api/history`, { signal });
	if (!response.ok) throw new Error(`the history was answered by ${response.status}`);
	return (await response.json()) as History;
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

/** Gives the weights as they are, and each time the feed tells others. */
function useSplits(onSplit: (split: Split) => void): void {
	const feed = useFeed();
	const tell = useRef(onSplit);
	useEffect(() => {
		tell.current = onSplit;
	});
	useEffect(() => {
		let last: Split | undefined;
		const look = () => {
			const split = feed.stats()?.split;
			if (split === undefined || split === last) return;
			last = split;
			tell.current(split);
		};
		look();
		return feed.subscribeStats(look);
	}, [feed]);
}
