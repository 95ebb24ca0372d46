import { HISTORY_MS, type HistoryPoint, POINT_MS } from '@canario/contracts/history';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Live } from '../stores.ts';
import type { OpenedLive } from './live-fixtures.ts';

const lane = { ratePerSecond: 1.5, failedPerSecond: 0, ack: { p50: 2.25 }, durable: {}, inFlight: 3 };
const START_MS = 400_000 * POINT_MS;

/** The `index`th point, told by `writer`. */
const point = (index: number, writer = 0): HistoryPoint => ({
	atMs: START_MS + index * POINT_MS,
	lanes: { blue: lane, green: { ...lane, inFlight: writer } },
	failed: { blue: writer, green: 0 },
	split: { weights: { blue: 90, green: 10 }, version: 2, changedAtMs: START_MS },
});

/** What LiveStatistics keeps of the lanes' history. */
export function describeHistory(open: () => Promise<OpenedLive>): void {
	describe('history', () => {
		let opened: OpenedLive;
		let statistics: Live['statistics'];
		beforeEach(async () => {
			opened = await open();
			statistics = opened.live.statistics;
		});
		afterEach(() => opened.close());

		it('is empty at first', async () => {
			expect(await statistics.history()).toEqual([]);
		});

		it('gives its points as they were, oldest first, in whatever order they came', async () => {
			for (const index of [2, 0, 10, 9, 1]) await statistics.addPoint(point(index));
			expect(await statistics.history()).toEqual([0, 1, 2, 9, 10].map((index) => point(index)));
		});

		it('keeps of an instant the first point, when many write it at once, too', async () => {
			await statistics.addPoint(point(0, 1));
			await statistics.addPoint(point(0, 2));
			await Promise.all([1, 2, 3, 4, 5].map((writer) => statistics.addPoint(point(1, writer))));
			const [first, second, ...others] = await statistics.history();
			expect(first).toEqual(point(0, 1));
			expect(second?.atMs).toBe(point(1).atMs);
			expect(others).toEqual([]);
		});

		it('drops what is older than its length before a new point', async () => {
			const last = HISTORY_MS / POINT_MS + 1;
			for (const index of [0, 1, 2, last]) await statistics.addPoint(point(index));
			expect(await statistics.history()).toEqual([1, 2, last].map((index) => point(index)));
		});

		it('stays when the statistics are built anew', async () => {
			await statistics.addPoint(point(0));
			await statistics.beginRebuild(1);
			await statistics.finishRebuild(1, new Map(), []);
			expect(await statistics.history()).toEqual([point(0)]);
		});
	});
}
