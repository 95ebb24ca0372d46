import { HISTORY_MS, type HistoryPoint, POINT_MS } from '@canario/contracts/history';
import { expect, it } from 'vitest';
import { columnsOf, instantOf, joined, spanOf, thinned } from './points.ts';

const point = (index: number, more: Partial<HistoryPoint> = {}): HistoryPoint => {
	const lane = { ratePerSecond: index, failedPerSecond: 0, ack: {}, durable: {}, inFlight: 0 };
	return {
		atMs: index * POINT_MS,
		lanes: { blue: lane, green: lane },
		failed: { blue: 0, green: 0 },
		...more,
	};
};

const rate = ({ lanes }: HistoryPoint) => lanes.blue.ratePerSecond;

it('sets points at multiples of their distance', () => {
	expect(instantOf(12_345_678)).toBe(12_345_000);
});

it('joins without repeats, in order, keeping what it knew of an instant', () => {
	const known = [point(2, { failed: { blue: 9, green: 9 } })];
	const points = joined(known, [point(3), point(2), point(1)]);
	expect(points.map(({ atMs }) => atMs / POINT_MS)).toEqual([1, 2, 3]);
	expect(points[1]?.failed.blue).toBe(9);
});

it('lets go of what is older than the history', () => {
	const newest = HISTORY_MS / POINT_MS + 4;
	expect(joined([point(3), point(4)], [point(newest)]).map(({ atMs }) => atMs / POINT_MS)).toEqual([
		4,
		newest,
	]);
});

it('breaks the line where instants are missing', () => {
	expect(columnsOf([point(1), point(2), point(6)], [rate])).toEqual([
		[5, 10, 15, 30],
		[1, 2, null, 6],
	]);
});

it('has null where nothing was measured', () => {
	expect(columnsOf([point(1)], [({ lanes }) => lanes.blue.ack.p95])[1]).toEqual([null]);
});

it('gives a table one point of each half minute, newest first', () => {
	const points = Array.from({ length: 13 }, (_, index) => point(index));
	expect(thinned(points, 30_000).map(({ atMs }) => atMs)).toEqual([60_000, 30_000, 0]);
});

it('shows at least two minutes', () => {
	expect(spanOf([point(100), point(101)], [])).toEqual([385, 505]);
	expect(spanOf([point(0), point(100)], [])).toEqual([0, 500]);
});

it('shows every change, also one beside the points', () => {
	const weights = { blue: 90, green: 10 };
	const change = (atMs: number) => ({ version: 1, atMs, from: weights, to: weights });
	expect(spanOf([point(100), point(200)], [change(400_000), change(1_001_000)])).toEqual([400, 1001]);
});
