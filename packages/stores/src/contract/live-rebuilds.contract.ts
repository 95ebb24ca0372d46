import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sumsOf } from '../count-documents.ts';
import { SLOT_MS } from '../counters.ts';
import type { Delivery } from '../green-stream.ts';
import type { Live } from '../stores.ts';
import {
	build,
	countDocuments,
	type OpenedLive,
	storedAs,
	storedNow,
	vaccinationOf,
	vaccinations,
} from './live-fixtures.ts';

const groupOf = (count: number) => ({
	lane: 'green' as const,
	department: '16',
	vaccine_type: 'Moderna',
	age: 34,
	n_dose: 1,
	count,
});

/** That rebuilding while others count leaves every document counted once. */
export function describeRebuilds(open: () => Promise<OpenedLive>): void {
	describe('rebuilds', () => {
		let opened: OpenedLive;
		let statistics: Live['statistics'];
		beforeEach(async () => {
			opened = await open();
			statistics = opened.live.statistics;
		});
		afterEach(() => opened.close());

		const count = (storedAtMs: number, id = `at-${storedAtMs}`) =>
			countDocuments(opened.live, [storedAs(vaccinationOf(id), storedAtMs)]);
		const green = async () => (await statistics.read()).counters.get('lane|green') ?? 0;
		const sums = (documents: number) =>
			sumsOf([groupOf(documents)], new Map([[0, { blue: 0, green: documents }]]));
		const lastOf = (storedAtMs: number) => storedNow([delivery(storedAtMs)], storedAtMs)[2];

		it('sum what was stored before the cut and count what is stored from there on', async () => {
			await statistics.beginRebuild(100);
			await count(99);
			await count(100);
			expect(await statistics.read()).toMatchObject({ built: false, counters: new Map() });
			await statistics.finishRebuild(100, sums(40), []);
			await count(98);
			await count(101);
			const { built, counters } = await statistics.read();
			expect({ built, green: counters.get('lane|green'), slot: counters.get('slot|0|green') }).toEqual({
				built: true,
				green: 42,
				slot: 42,
			});
		});

		it('keep the current counts right until the next take their place', async () => {
			await build(opened.live);
			await count(50);
			await statistics.beginRebuild(100);
			await count(99);
			await count(100);
			expect(await green()).toBe(3);
			await statistics.finishRebuild(100, sums(2), []);
			expect(await green()).toBe(3);
		});

		it('note that all is equal as of the cut', async () => {
			const cutMs = 7 * SLOT_MS + 3;
			await build(opened.live, cutMs);
			expect(await statistics.read()).toMatchObject({ checkedAtMs: cutMs, checkedSlot: 7 });
		});

		it('can follow one another', async () => {
			for (const cutMs of [10, 20, 30]) {
				await statistics.beginRebuild(cutMs);
				await count(cutMs);
				await statistics.finishRebuild(cutMs, sums(5), []);
				expect(await green()).toBe(6);
			}
		});

		it('begin anew when an earlier one was not finished', async () => {
			await statistics.beginRebuild(10);
			await count(15);
			await statistics.beginRebuild(20);
			await expect(statistics.finishRebuild(10, sums(1), [])).rejects.toMatchObject({ code: 'conflict' });
			await count(25);
			await statistics.finishRebuild(20, sums(1), []);
			expect(await green()).toBe(2);
		});

		it('cannot be finished without a beginning, or twice', async () => {
			await expect(statistics.finishRebuild(10, sums(1), [])).rejects.toMatchObject({ code: 'conflict' });
			await build(opened.live, 10);
			await expect(statistics.finishRebuild(10, sums(1), [])).rejects.toMatchObject({ code: 'conflict' });
			expect(await green()).toBe(0);
		});

		it('clear doubts that came up before, not those that came up meanwhile', async () => {
			await build(opened.live);
			await statistics.suspect();
			expect((await statistics.read()).suspect).toBe(true);
			await build(opened.live, 10);
			expect((await statistics.read()).suspect).toBe(false);
			await statistics.beginRebuild(20);
			await statistics.suspect();
			await statistics.finishRebuild(20, sums(1), []);
			expect((await statistics.read()).suspect).toBe(true);
			await build(opened.live, 30);
			expect((await statistics.read()).suspect).toBe(false);
		});

		it('restore the last ones from the record store, behind those that were counted since', async () => {
			await build(opened.live);
			for (const storedAtMs of [5, 6, 7, 120]) await count(storedAtMs);
			await statistics.beginRebuild(100);
			await statistics.finishRebuild(100, sums(2), [...lastOf(90), ...lastOf(80)]);
			const { last } = await statistics.read();
			expect(last.map(({ storedAtMs }) => storedAtMs)).toEqual([120, 90, 80]);
		});

		it('take away the last ones of a record store that was emptied', async () => {
			await build(opened.live);
			await count(5);
			await build(opened.live, 100);
			expect((await statistics.read()).last).toEqual([]);
		});

		it('close the books of a stream that was lost while the record store was not', async () => {
			const { stream } = opened.live;
			await stream.append(vaccinations(3));
			await stream.settle(...storedNow(await stream.read('reader', 1), 120));
			await statistics.beginRebuild(100);
			await stream.settle(...storedNow(await stream.read('reader', 1), 121));
			await statistics.finishRebuild(100, sums(500), []);
			const { green: books } = await statistics.read();
			expect(books).toMatchObject({ taken: 502, pending: 1 });
			expect(await green()).toBe(501);
		});

		it('leave the books as they are once they were closed, so that a loss shows', async () => {
			await build(opened.live);
			await opened.live.stream.broadcast(vaccinations(2));
			await statistics.beginRebuild(100);
			await statistics.finishRebuild(100, sums(500), []);
			expect((await statistics.read()).green.taken).toBe(2);
		});
	});
}

const delivery = (storedAtMs: number): Delivery => ({
	entryId: String(storedAtMs),
	payload: JSON.stringify(vaccinationOf(`at-${storedAtMs}`)),
	deliveries: 1,
});
