import type { WriterReport } from '@canario/contracts/service-report';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SLOT_MS, slotField } from '../counters.ts';
import type { Live } from '../stores.ts';
import { build, countDocuments, type OpenedLive, storedAs, vaccinationOf } from './live-fixtures.ts';

const report = (instance: string, held = 0): WriterReport => ({
	service: 'subscriber',
	instance,
	atMs: 1,
	sinceMs: 1,
	lane: 'green',
	durable: 'HISTFAAAAB94',
	durableTotal: 'HISTFAAAAB94',
	held,
});

/** What LiveStatistics counts, keeps and forgets. */
export function describeStatistics(open: () => Promise<OpenedLive>): void {
	describe('statistics', () => {
		let opened: OpenedLive;
		let statistics: Live['statistics'];
		beforeEach(async () => {
			opened = await open();
			statistics = opened.live.statistics;
		});
		afterEach(() => opened.close());

		it('are not built at first, and count nothing until they are', async () => {
			await countDocuments(opened.live, [storedAs(vaccinationOf('a'), 5)]);
			await statistics.checked(7, 70, 0);
			expect(await statistics.read()).toEqual({
				built: false,
				counters: new Map(),
				last: [],
				green: { taken: 0, repeats: 0, deadLettered: 0, conflicts: 0, pending: 0 },
				checkedAtMs: 0,
				checkedSlot: 0,
				suspect: false,
				reports: [],
			});
		});

		it('count every field of a document in its lane and its time slot', async () => {
			await build(opened.live);
			await countDocuments(opened.live, [
				storedAs(vaccinationOf('a'), 5, 'blue'),
				storedAs(vaccinationOf('b', { age: 70, n_dose: 2, vaccine_type: 'Pfizer' }), 5, 'blue'),
			]);
			await countDocuments(opened.live, [storedAs(vaccinationOf('c'), SLOT_MS + 5)]);
			expect(Object.fromEntries((await statistics.read()).counters)).toEqual({
				'lane|blue': 2,
				'lane|green': 1,
				'dose|1': 2,
				'dose|2': 1,
				'department|16|1': 2,
				'department|16|2': 1,
				'age|adults|1': 2,
				'age|elders|2': 1,
				'vaccine|Moderna': 2,
				'vaccine|Pfizer-BioNTech': 1,
				[slotField(0, 'blue')]: 2,
				[slotField(1, 'green')]: 1,
			});
		});

		it('lose no count when many count at once', async () => {
			await build(opened.live);
			const batch = Array.from({ length: 7 }, (_, index) => storedAs(vaccinationOf(`v-${index}`), 5));
			await Promise.all(Array.from({ length: 40 }, () => countDocuments(opened.live, batch)));
			expect((await statistics.read()).counters.get('lane|green')).toBe(280);
		});

		it('show the last five, newest first, without a name', async () => {
			await build(opened.live);
			for (const [id, storedAtMs] of [
				['a', 10],
				['b', 30],
				['c', 20],
				['d', 40],
				['e', 50],
				['f', 60],
				['g', 15],
			] as const) {
				await countDocuments(opened.live, [storedAs(vaccinationOf(id, { age: storedAtMs }), storedAtMs)]);
			}
			const { last } = await statistics.read();
			expect(last.map(({ storedAtMs }) => storedAtMs)).toEqual([60, 50, 40, 30, 20]);
			expect(last[0]).toEqual({
				initials: 'Á. X. C.',
				ageGroup: 'elders',
				department: '16',
				vaccine: 'Moderna',
				dose: 1,
				lane: 'green',
				storedAtMs: 60,
			});
		});

		it('keep equal vaccinations among the last five apart', async () => {
			await build(opened.live);
			const twins = [storedAs(vaccinationOf('a'), 10), storedAs(vaccinationOf('b'), 10)];
			await countDocuments(opened.live, twins);
			await countDocuments(opened.live, twins);
			expect((await statistics.read()).last).toHaveLength(4);
		});

		it('note what was compared, and forget old time slots', async () => {
			await build(opened.live);
			for (const slot of [3, 4, 5]) {
				await countDocuments(opened.live, [storedAs(vaccinationOf(`v-${slot}`), slot * SLOT_MS)]);
			}
			await statistics.checked(5, 123_456, 4);
			const { counters, checkedAtMs, checkedSlot } = await statistics.read();
			expect({ checkedAtMs, checkedSlot }).toEqual({ checkedAtMs: 123_456, checkedSlot: 5 });
			expect([...counters.keys()].filter((field) => field.startsWith('slot')).sort()).toEqual([
				slotField(4, 'green'),
				slotField(5, 'green'),
			]);
			expect(counters.get('lane|green')).toBe(3);
		});

		it('show the last report of each instance, for five seconds', async () => {
			await statistics.publish(report('one'));
			await statistics.publish(report('two', 1));
			await statistics.publish(report('two', 2));
			const shown = async () => {
				const { reports } = await statistics.read();
				return reports.toSorted((a, b) => a.instance.localeCompare(b.instance));
			};
			expect(await shown()).toEqual([report('one'), report('two', 2)]);
			await opened.elapse(3_000);
			await statistics.publish(report('two', 3));
			await opened.elapse(2_500);
			expect(await shown()).toEqual([report('two', 3)]);
			await statistics.publish(report('one', 4));
			expect(await shown()).toEqual([report('one', 4), report('two', 3)]);
		});
	});
}
