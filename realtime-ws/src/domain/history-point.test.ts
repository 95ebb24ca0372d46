import type { HistoryPoint } from '@canario/contracts/history';
import { describe, expect, it } from 'vitest';
import { someState } from '../testing/test-state.ts';
import { historyPoint } from './history-point.ts';
import { snapshotOf } from './snapshot.ts';

const snapshot = snapshotOf(someState(), 0);
const withFailed = (blue: number, green: number) => ({
	...snapshot,
	lanes: {
		blue: { ...snapshot.lanes.blue, tally: { ...snapshot.lanes.blue.tally, failed: blue }, ratePerSecond: 7 },
		green: { ...snapshot.lanes.green, tally: { ...snapshot.lanes.green.tally, failed: green }, inFlight: 3 },
	},
});

describe('a point of the history', () => {
	it('has what the lanes do, and no rate of failures without a point before', () => {
		const point = historyPoint(10_000, withFailed(4, 0), undefined);
		expect(point).toMatchObject({ atMs: 10_000, failed: { blue: 4, green: 0 } });
		expect(point.lanes.blue).toEqual({
			ratePerSecond: 7,
			failedPerSecond: 0,
			ack: {},
			durable: {},
			inFlight: 0,
		});
		expect(point.lanes.green.inFlight).toBe(3);
		expect('split' in point).toBe(false);
	});

	it('reckons failures a second over the time since the point before, also when points are missing', () => {
		const before = historyPoint(10_000, withFailed(4, 0), undefined);
		const point = historyPoint(25_000, withFailed(34, 1), before);
		expect([point.lanes.blue.failedPerSecond, point.lanes.green.failedPerSecond]).toEqual([2, 0.07]);
	});

	it('never has a negative rate: a lower count was begun anew', () => {
		const before: HistoryPoint = historyPoint(10_000, withFailed(100, 100), undefined);
		const point = historyPoint(15_000, withFailed(10, 0), before);
		expect([point.lanes.blue.failedPerSecond, point.lanes.green.failedPerSecond]).toEqual([2, 0]);
	});
});
