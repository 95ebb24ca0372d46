import type { FeedDelta, FeedHeartbeat, FeedSnapshot } from '@canario/contracts/feed';
import { applyMergePatch } from '@canario/contracts/merge-patch';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';

/** What a viewer knows. Times are ms since the epoch by the viewer's clock. */
export interface FeedState {
	/** `open` from the first snapshot of a connection until that is lost. */
	readonly link: 'connecting' | 'open' | 'reconnecting' | 'offline';
	/** Since when `link` is so. */
	readonly sinceMs: number;
	/** Since when there is a connection that has not told any figures; absent without one, and once it has. */
	readonly waitsSinceMs?: number;
	/** Absent before the first snapshot; kept when the connection is lost. */
	readonly stats?: StatsSnapshot;
	/** Number of the last delta that is in `stats`. */
	readonly seq: number;
	/** Deltas are missing, and what follows them does not count before the next snapshot. */
	readonly gap: boolean;
	/** When what `stats` holds was true; absent as long as there is none. */
	readonly freshAtMs?: number;
	/** When anything was last heard. */
	readonly heardAtMs: number;
}

export type FeedEvent =
	| { readonly type: 'snapshot'; readonly snapshot: FeedSnapshot }
	| { readonly type: 'delta'; readonly delta: FeedDelta }
	| { readonly type: 'heartbeat'; readonly heartbeat: FeedHeartbeat }
	/** There is a connection; the figures follow, if the server has any. */
	| { readonly type: 'connected' }
	/** The connection was lost, or did not come. */
	| { readonly type: 'lost' }
	/** The browser has no network, or has it again. */
	| { readonly type: 'network'; readonly online: boolean };

export const initialFeed = (nowMs: number): FeedState => ({
	link: 'connecting',
	sinceMs: nowMs,
	seq: 0,
	gap: false,
	heardAtMs: nowMs,
});

/** What a viewer knows after an event. A state whose `gap` is true wants a snapshot. */
export function reduceFeed(state: FeedState, event: FeedEvent, nowMs: number): FeedState {
	switch (event.type) {
		case 'snapshot':
			return opened(state, event.snapshot, nowMs);
		case 'delta':
			return changed(state, event.delta, nowMs);
		case 'heartbeat':
			return beaten(state, event.heartbeat, nowMs);
		case 'connected':
			return state.link === 'open' ? state : { ...state, waitsSinceMs: nowMs, heardAtMs: nowMs };
		case 'lost':
			return lost(state, nowMs);
		case 'network':
			if (event.online === (state.link !== 'offline')) return state;
			return { ...unconnected(state), link: event.online ? 'reconnecting' : 'offline', sinceMs: nowMs };
		default:
			return event satisfies never;
	}
}

function opened(state: FeedState, { seq, stats }: FeedSnapshot, nowMs: number): FeedState {
	const sinceMs = state.link === 'open' ? state.sinceMs : nowMs;
	return { link: 'open', sinceMs, stats, seq, gap: false, freshAtMs: nowMs, heardAtMs: nowMs };
}

function unconnected(state: FeedState): FeedState {
	const { waitsSinceMs: _, ...rest } = state;
	return rest;
}

/** A loss counts from the last connection that there was; tries that come to nothing do not begin it anew. */
function lost(state: FeedState, nowMs: number): FeedState {
	const wasConnected = state.link === 'open' || state.waitsSinceMs !== undefined;
	if (state.link === 'offline' || (state.link === 'reconnecting' && !wasConnected)) return state;
	return { ...unconnected(state), link: 'reconnecting', sinceMs: wasConnected ? nowMs : state.sinceMs };
}

function changed(state: FeedState, { seq, patch }: FeedDelta, nowMs: number): FeedState {
	const heard = { ...state, heardAtMs: nowMs };
	// what is in the snapshot already may come after it
	if (state.gap || state.stats === undefined || seq <= state.seq) return heard;
	if (seq !== state.seq + 1) return { ...heard, gap: true };
	return { ...heard, stats: applyMergePatch(state.stats, patch), seq, freshAtMs: nowMs };
}

/** A heartbeat tells how old the data is, and whether a delta has gone missing at the end. */
function beaten(state: FeedState, { seq, dataAgeMs }: FeedHeartbeat, nowMs: number): FeedState {
	const heard = { ...state, heardAtMs: nowMs };
	// before the snapshot it speaks of figures that are not here
	if (state.link !== 'open') return heard;
	return { ...heard, gap: state.gap || seq > state.seq, freshAtMs: nowMs - dataAgeMs };
}
