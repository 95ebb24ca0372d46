import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { createContext, use, useRef, useSyncExternalStore } from 'react';
import type { Connection, ConnectionPhase } from './connection.ts';
import type { FeedClient } from './feed-client.ts';

export const FeedContext = createContext<FeedClient | undefined>(undefined);

/** The feed of the page, for `watchRequests`, `follow` and `onSighting`. */
export function useFeed(): FeedClient {
	const feed = use(FeedContext);
	if (feed === undefined) throw new Error('there is no feed around this component');
	return feed;
}

/**
 * What `select` takes of the latest figures; undefined before the first. The component is drawn again only when
 * the selection changes. Parts of the figures that did not change stay the same object; a selection that builds
 * an object needs `isEqual`.
 */
export function useStats<T>(
	select: (stats: StatsSnapshot) => T,
	isEqual: (a: T, b: T) => boolean = Object.is,
): T | undefined {
	const feed = useFeed();
	const last = useRef<{ readonly value: T } | undefined>(undefined);
	return useSyncExternalStore(feed.subscribeStats, () => {
		const stats = feed.stats();
		if (stats === undefined) return undefined;
		const value = select(stats);
		if (last.current === undefined || !isEqual(last.current.value, value)) last.current = { value };
		return last.current.value;
	});
}

/** How the connection stands, once a second. */
export function useConnection(): Connection {
	const feed = useFeed();
	return useSyncExternalStore(feed.subscribeConnection, feed.connection);
}

/** How the connection stands, without its ages: changes seldom. */
export function useConnectionPhase(): ConnectionPhase {
	const feed = useFeed();
	return useSyncExternalStore(feed.subscribeConnection, () => feed.connection().phase);
}
