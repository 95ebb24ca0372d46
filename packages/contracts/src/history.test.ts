import { describe, expect, it } from 'vitest';
import { type HistoryPoint, pointOf } from './history.ts';
import type { LaneFigures } from './stats-snapshot.ts';

const lane = (failed: number): LaneFigures => ({
	...{ weight: 50, asked: 0.5, observedOf: 0, ratePerSecond: 7, stored: 0, inFlight: 3, durable: {} },
	tally: { stored: 0, accepted: 0, duplicates: 0, conflicts: 0, failed },
	ack: { p95: 3 },
});
const figures = (blue: number, green: number) => ({ lanes: { blue: lane(blue), green: lane(green) } });
const failures = ({ lanes }: HistoryPoint) => [lanes.blue.failedPerSecond, lanes.green.failedPerSecond];

describe('a point of the history', () => {
	it('has what the lanes do, and no rate of failures without a point before', () => {
		const point = pointOf(figures(4, 0), 10_000, undefined);
		expect(point).toMatchObject({ atMs: 10_000, failed: { blue: 4, green: 0 } });
		expect(point.lanes.blue).toEqual({
			...{ ratePerSecond: 7, failedPerSecond: 0, inFlight: 3 },
			...{ ack: { p95: 3 }, durable: {} },
		});
		expect('split' in point).toBe(false);
	});

	it('has the split where one is reported', () => {
		const split = { weights: { blue: 90, green: 10 }, version: 3, changedAtMs: 5 };
		expect(pointOf({ ...figures(0, 0), split }, 10_000, undefined).split).toEqual(split);
	});

	it('reckons failures a second over the time since the point before, also when points are missing', () => {
		const before = pointOf(figures(4, 0), 10_000, undefined);
		expect(failures(pointOf(figures(34, 1), 25_000, before))).toEqual([2, 0.07]);
	});

	it('says no failures when a count fell, and goes on from there', () => {
		const before = pointOf(figures(100, 100), 10_000, undefined);
		const fallen = pointOf(figures(10, 0), 15_000, before);
		expect(failures(fallen)).toEqual([0, 0]);
		expect(failures(pointOf(figures(20, 5), 20_000, fallen))).toEqual([2, 1]);
	});
});
