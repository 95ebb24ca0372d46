import type { FeedState } from './feed-state.ts';

/** From this age on, ms, data is called old: the feed tells of itself every second. */
const STALE_MS = 5_000;

/** A server that has figures tells them at once; from this on, ms, it is said that it has none. */
const NO_FIGURES_MS = 2_000;

/** The connection as a viewer is told of it. Times are ms since the epoch. */
export type Connection =
	| { readonly phase: 'connecting' }
	/** Connected for `waitedMs` to a server that has no figures itself, with none from before. */
	| { readonly phase: 'waiting'; readonly waitedMs: number }
	| { readonly phase: 'live' | 'stale'; readonly ageMs: number }
	| {
			readonly phase: 'reconnecting' | 'offline';
			readonly sinceMs: number;
			/** Undefined when there never were figures. */
			readonly ageMs: number | undefined;
	  };

export type ConnectionPhase = Connection['phase'];

/** What is told at `nowMs`. */
export function connectionOf(state: FeedState, nowMs: number): Connection {
	const { link, sinceMs, waitsSinceMs = nowMs, freshAtMs } = state;
	const ageMs = freshAtMs === undefined ? undefined : Math.max(0, nowMs - freshAtMs);
	const waitedMs = nowMs - waitsSinceMs;
	if (waitedMs >= NO_FIGURES_MS) {
		return ageMs === undefined ? { phase: 'waiting', waitedMs } : { phase: 'stale', ageMs };
	}
	switch (link) {
		case 'connecting':
			return { phase: 'connecting' };
		case 'open':
			return { phase: (ageMs ?? 0) < STALE_MS ? 'live' : 'stale', ageMs: ageMs ?? 0 };
		case 'reconnecting':
		case 'offline':
			return { phase: link, sinceMs, ageMs };
		default:
			return link satisfies never;
	}
}
