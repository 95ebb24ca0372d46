import { describe, expect, it } from 'vitest';
import { connectionOf } from './connection.ts';
import { type FeedEvent, type FeedState, initialFeed, reduceFeed } from './feed-state.ts';
import { figures } from './testing/world.ts';

const snapshot = (seq: number, all: number): FeedEvent => ({
	type: 'snapshot',
	snapshot: { seq, stats: figures(all) },
});
const delta = (seq: number, all: number): FeedEvent => ({
	type: 'delta',
	delta: { seq, patch: { doses: { all } } },
});
const heartbeat = (seq: number, dataAgeMs = 0): FeedEvent => ({
	type: 'heartbeat',
	heartbeat: { serverMs: 0, dataAgeMs, seq },
});
const after = (events: readonly FeedEvent[], atMs = 1_000): FeedState =>
	events.reduce((state, event) => reduceFeed(state, event, atMs), initialFeed(0));
const dosesOf = (state: FeedState) => state.stats?.doses.all;

describe('the feed as a viewer knows it', () => {
	it('begins with a snapshot and changes with each delta', () => {
		expect(dosesOf(after([snapshot(7, 10), delta(8, 11), delta(9, 12)]))).toBe(12);
	});

	it('shares what a delta does not change', () => {
		const before = after([snapshot(7, 10)]);
		const later = reduceFeed(before, delta(8, 11), 1_000);
		expect(later.stats).not.toBe(before.stats);
		expect(later.stats?.last).toBe(before.stats?.last);
	});

	it('knows nothing of deltas before the first snapshot', () => {
		const state = after([delta(3, 9)]);
		expect([state.stats, state.gap]).toEqual([undefined, false]);
	});

	it('leaves out what the snapshot holds already', () => {
		expect(after([snapshot(7, 10), delta(6, 8), delta(7, 9)])).toMatchObject({ seq: 7, gap: false });
		expect(dosesOf(after([snapshot(7, 10), delta(7, 9)]))).toBe(10);
	});

	it('sees a gap, and takes nothing more before the next snapshot', () => {
		const gap = after([snapshot(7, 10), delta(9, 12), delta(10, 13)]);
		expect([gap.gap, dosesOf(gap)]).toEqual([true, 10]);
		const healed = reduceFeed(gap, snapshot(10, 13), 1_000);
		expect([healed.gap, dosesOf(healed), dosesOf(reduceFeed(healed, delta(11, 14), 1_000))]).toEqual([
			false,
			13,
			14,
		]);
	});

	it('learns from a heartbeat that the last delta is missing', () => {
		expect(after([snapshot(7, 10), heartbeat(7)]).gap).toBe(false);
		expect(after([snapshot(7, 10), heartbeat(8)]).gap).toBe(true);
	});

	it('takes the numbers of another server as they come', () => {
		expect(after([snapshot(700, 10), snapshot(2, 11), delta(3, 12)])).toMatchObject({ seq: 3, gap: false });
	});
});

describe('the connection in words', () => {
	const live = after([snapshot(1, 1)], 1_000);

	it.each<[string, FeedState, object]>([
		['before anything came', initialFeed(0), { phase: 'connecting' }],
		['with fresh data', live, { phase: 'live', ageMs: 300 }],
		[
			'with data that has aged',
			reduceFeed(live, heartbeat(1, 8_000), 1_300),
			{ phase: 'stale', ageMs: 8_000 },
		],
		[
			'after a loss',
			reduceFeed(live, { type: 'lost' }, 1_200),
			{ phase: 'reconnecting', sinceMs: 1_200, ageMs: 300 },
		],
		[
			'that never came, of whose figures there is no age',
			after([{ type: 'lost' }]),
			{ phase: 'reconnecting', sinceMs: 0, ageMs: undefined },
		],
		[
			'without a network',
			reduceFeed(live, { type: 'network', online: false }, 1_250),
			{ phase: 'offline', sinceMs: 1_250 },
		],
	])('%s', (_name, state, told) => {
		expect(connectionOf(state, 1_300)).toMatchObject(told);
	});

	const connected = after([{ type: 'connected' }, heartbeat(0, 90_000)]);

	it('says so when the server has no figures', () => {
		expect(connectionOf(connected, 1_300)).toEqual({ phase: 'connecting' });
		expect(connectionOf(connected, 13_000)).toEqual({ phase: 'waiting', waitedMs: 12_000 });
		expect(connectionOf(reduceFeed(connected, snapshot(1, 1), 13_000), 13_000).phase).toBe('live');
	});

	it('goes on ageing the figures from before when the next server has none', () => {
		const lost = reduceFeed(live, { type: 'lost' }, 2_000);
		const again = [{ type: 'connected' } as const, heartbeat(0, 100)].reduce(
			(state, event) => reduceFeed(state, event, 3_000),
			lost,
		);
		expect(connectionOf(again, 3_500)).toMatchObject({ phase: 'reconnecting', sinceMs: 2_000 });
		expect(connectionOf(again, 9_000)).toEqual({ phase: 'stale', ageMs: 8_000 });
	});

	it('counts a loss before the first figures from when it was', () => {
		const lost = reduceFeed(connected, { type: 'lost' }, 7_000);
		expect(connectionOf(lost, 8_000)).toEqual({ phase: 'reconnecting', sinceMs: 7_000, ageMs: undefined });
	});

	it('counts a loss from its beginning, however often it is tried', () => {
		const lost = reduceFeed(live, { type: 'lost' }, 2_000);
		expect(reduceFeed(lost, { type: 'lost' }, 9_000).sinceMs).toBe(2_000);
	});

	it('is never of a negative age', () => {
		expect(connectionOf(live, 500)).toEqual({ phase: 'live', ageMs: 0 });
	});
});
