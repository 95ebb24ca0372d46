import { applyMergePatch } from '@canario/contracts/merge-patch';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { someState } from '@canario/stores/testing/some-state';
import { describe, expect, it } from 'vitest';
import { DeltaEncoder } from './delta-encoder.ts';
import { snapshotOf } from './snapshot.ts';

const stats = (doses: number, atMs: number, minutes = {}): StatsSnapshot => ({
	...snapshotOf(someState({ counters: new Map([['dose|1', doses]]) }), 0),
	...{ atMs, minutes },
});

describe('the delta encoder', () => {
	it('gives no delta for the first snapshot, and none when only the time has passed', () => {
		const encoder = new DeltaEncoder();
		expect(encoder.snapshot()).toBeUndefined();
		expect(encoder.advance(stats(1, 10))).toBeUndefined();
		expect(encoder.advance(stats(1, 20))).toBeUndefined();
		expect(encoder.snapshot()).toEqual({ seq: 0, stats: stats(1, 20) });
	});

	it('numbers deltas one by one, each with its time and what changed', () => {
		const encoder = new DeltaEncoder();
		encoder.advance(stats(1, 10));
		expect(encoder.advance(stats(2, 20))).toEqual({
			seq: 1,
			patch: { atMs: 20, doses: { all: 2, first: 2 }, doseNumbers: { 1: 2 } },
		});
		expect(encoder.advance(stats(2, 30))).toBeUndefined();
		expect(encoder.advance(stats(3, 40))?.seq).toBe(2);
		expect(encoder.snapshot()).toEqual({ seq: 2, stats: stats(3, 40) });
	});

	it('makes patches that lead from a snapshot to the newest one, also where keys go away', () => {
		const encoder = new DeltaEncoder();
		const way = [
			stats(1, 10, { 60: { blue: 1, green: 2 } }),
			stats(5, 20, { 60: { blue: 1, green: 2 }, 120: { blue: 3, green: 0 } }),
			stats(5, 30, { 120: { blue: 3, green: 0 } }),
			stats(0, 40),
		];
		let seen: StatsSnapshot | undefined;
		for (const next of way) {
			const delta = encoder.advance(next);
			seen = delta && seen ? applyMergePatch(seen, delta.patch) : encoder.snapshot()?.stats;
			expect(seen).toEqual(next);
		}
		expect(encoder.seq).toBe(3);
	});
});
