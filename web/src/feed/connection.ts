import type { FeedState } from './feed-state.ts';

/** From this age on, ms, data is called old: the feed tells of itself every second. */
const STALE_MS = 5_000;

/** The connection as a viewer is told of it. Times are ms since the epoch. */
export type Connection =
	| { readonly phase: 'connecting' }
	| { readonly phase: 'live' | 'stale'; readonly ageMs: number }
	| { readonly phase: 'reconnecting' | 'offline'; readonly sinceMs: number; readonly ageMs: number };

export type ConnectionPhase = Connection['phase'];

/** What is told at `nowMs`. */
export function connectionOf({ link, sinceMs, freshAtMs }: FeedState, nowMs: number): Connection {
	const ageMs = Math.max(0, nowMs - freshAtMs);
	switch (link) {
		case 'connecting':
			return { phase: 'connecting' };
		case 'open':
			return { phase: ageMs < STALE_MS ? 'live' : 'stale', ageMs };
		case 'reconnecting':
		case 'offline':
			return { phase: link, sinceMs, ageMs };
		default:
			return link satisfies never;
	}
}
