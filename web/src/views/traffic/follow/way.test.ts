import type { Hop, TraceEvent } from '@canario/contracts/trace';
import { expect, it } from 'vitest';
import { wayOf } from './way.ts';

const seen = (hop: Hop, atMs: number, more: Partial<TraceEvent> = {}): TraceEvent => ({
	key: 'key00001',
	hop,
	atMs,
	...more,
});

it('puts sightings in the order of their times, told from the first', () => {
	const way = wayOf([
		seen('stored', 1_030),
		seen('received', 1_000),
		seen('routed', 1_001, { lane: 'green' }),
	]);
	expect(way.lane).toBe('green');
	expect(way.hops).toEqual([
		{ hop: 'received', afterMs: 0 },
		{ hop: 'routed', afterMs: 1 },
		{ hop: 'stored', afterMs: 30 },
	]);
});

it('shows what is told twice once', () => {
	expect(wayOf([seen('received', 1), seen('received', 1)]).hops).toHaveLength(1);
});

it('keeps the order of the way where times are equal, and shows none before the first', () => {
	const way = wayOf([seen('taken', 5), seen('routed', 5), seen('received', 6)]);
	expect(way.hops.map(({ hop }) => hop)).toEqual(['routed', 'taken', 'received']);
	expect(way.hops.every(({ afterMs }) => afterMs === 0)).toBe(true);
});

it('is over when it is answered and counted, however they come, or cannot go on', () => {
	expect(wayOf([seen('counted', 1)]).over).toBe(false);
	expect(wayOf([seen('counted', 1), seen('acknowledged', 2)]).over).toBe(true);
	expect(wayOf([seen('failed', 1)]).over).toBe(true);
	expect(wayOf([seen('dead-lettered', 1)]).over).toBe(true);
});

it('knows nothing of no sightings', () => {
	expect(wayOf([])).toEqual({ startMs: 0, lane: undefined, hops: [], over: false });
});
