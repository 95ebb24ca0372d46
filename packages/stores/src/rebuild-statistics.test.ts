import type { StoredVaccination } from '@canario/contracts/vaccination';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { build, countDocuments, storedAs, vaccinationOf } from './contract/live-fixtures.ts';
import { SLOT_MS, slotOf } from './counters.ts';
import { openEmbeddedLive } from './embedded/open-embedded-live.ts';
import { checkStatistics, rebuildStatistics } from './rebuild-statistics.ts';
import type { RecordStore } from './record-store.ts';
import { openSqliteRecordStore } from './sqlite/sqlite-record-store.ts';
import type { Live } from './stores.ts';

const SETTLE_MS = 2_000;
const START_MS = 4_000 * SLOT_MS;

describe('statistics and the record store', () => {
	let records: RecordStore;
	let live: Live;
	let nowMs: number;
	let documents: number;
	/** What happens at a time, while a rebuild waits. */
	let agenda: Map<number, () => Promise<void>>;

	beforeEach(() => {
		records = openSqliteRecordStore({ path: ':memory:' });
		live = openEmbeddedLive({ path: ':memory:' });
		nowMs = START_MS;
		documents = 0;
		agenda = new Map();
	});
	afterEach(async () => {
		await live.close();
		await records.close();
	});

	const ports = () => ({ records, statistics: live.statistics, nowMs: () => nowMs, settleMs: SETTLE_MS });

	/** Time passes in steps of a millisecond, and with it what is on the agenda. */
	const sleep = async (ms: number) => {
		for (const endMs = nowMs + ms; nowMs < endMs; nowMs += 1) await agenda.get(nowMs)?.();
	};

	const document = (storedAtMs: number, over: Partial<StoredVaccination> = {}) => {
		documents += 1;
		return { ...storedAs(vaccinationOf(`v-${documents}`), storedAtMs), ...over };
	};
	const insert = async (storedAtMs = nowMs, over: Partial<StoredVaccination> = {}) => {
		const stored = document(storedAtMs, over);
		await records.insert([stored]);
		return stored;
	};
	/** Stores and counts a document, as a writer that lives. */
	const write = async (over: Partial<StoredVaccination> = {}) =>
		countDocuments(live, [await insert(nowMs, over)]);
	const rebuild = () => rebuildStatistics({ ...ports(), sleep });
	const check = () => checkStatistics(ports());
	const counted = async (field = 'lane|green') => (await live.statistics.read()).counters.get(field) ?? 0;

	describe('rebuildStatistics', () => {
		it('builds what is stored, by every field, with the last ones', async () => {
			await insert(nowMs - 9_000_000);
			await insert(nowMs - 5_000, { lane: 'blue', age: 5 });
			await insert(nowMs - 4_000, { n_dose: 2 });
			await rebuild();
			const { built, counters, last } = await live.statistics.read();
			expect(built).toBe(true);
			expect(Object.fromEntries(counters)).toMatchObject({
				'lane|blue': 1,
				'lane|green': 2,
				'dose|1': 2,
				'department|16|2': 1,
				'age|children|1': 1,
				'vaccine|Moderna': 3,
			});
			expect(last.map(({ storedAtMs }) => storedAtMs - START_MS)).toEqual([-4_000, -5_000, -9_000_000]);
			expect(await check()).toEqual({ equal: true });
		});

		it('counts each document once while writers store and count all along', async () => {
			for (let atMs = nowMs; atMs < nowMs + 3 * SETTLE_MS; atMs += 7) agenda.set(atMs, () => write());
			await rebuild();
			await sleep(SETTLE_MS);
			agenda.clear();
			expect(await counted()).toBe(await records.count());
			expect(await counted('dose|1')).toBe(await records.count());
			await sleep(2 * SLOT_MS);
			expect(await check()).toEqual({ equal: true });
		});

		it('counts each document once when writers are slow, and when their clocks differ', async () => {
			for (let atMs = nowMs; atMs < nowMs + 3 * SETTLE_MS; atMs += 97) {
				const skewMs = [-900, 0, 900][atMs % 3] ?? 0;
				const stored = document(atMs + skewMs);
				agenda.set(atMs + 400, async () => void (await records.insert([stored])));
				agenda.set(atMs + 1_001, () => countDocuments(live, [stored]));
			}
			await rebuild();
			await sleep(3 * SETTLE_MS);
			expect(await counted()).toBe(await records.count());
		});

		it('counts what viewers sent as its writers do, apart from the rest and not among the last', async () => {
			await build(live);
			for (let dose = 1; dose <= 6; dose += 1) {
				await write({ n_dose: dose });
				await write({ n_dose: dose, source: 'visitor' });
			}
			const { counters, last } = await live.statistics.read();
			expect(counters.get('visitor|dose|1')).toBe(1);
			await rebuild();
			const rebuilt = await live.statistics.read();
			expect(rebuilt.counters).toEqual(counters);
			expect(rebuilt.last.toSorted((a, b) => a.dose - b.dose)).toEqual(
				last.toSorted((a, b) => a.dose - b.dose),
			);
			await sleep(2 * SLOT_MS);
			expect(await check()).toEqual({ equal: true });
		});

		it('puts the cut further ahead when the statistics were slow to begin', async () => {
			const cuts: number[] = [];
			const slow: Pick<Live['statistics'], 'beginRebuild' | 'finishRebuild'> = {
				beginRebuild: async (cutMs) => {
					cuts.push(cutMs);
					nowMs += cuts.length === 1 ? 500 : 1;
					// One whose clock is ahead counts before the generation begins; its document must be summed.
					if (cuts.length === 1) await insert(nowMs + SETTLE_MS - 1);
					await live.statistics.beginRebuild(cutMs);
				},
				finishRebuild: (...args) => live.statistics.finishRebuild(...args),
			};
			await rebuildStatistics({ ...ports(), statistics: slow, sleep });
			expect(cuts.length).toBeGreaterThan(1);
			expect(await counted()).toBe(1);
		});

		it('finds documents of a writer that died before it counted', async () => {
			await build(live);
			await write();
			await insert();
			await rebuild();
			expect(await counted()).toBe(2);
		});
	});

	describe('checkStatistics', () => {
		beforeEach(async () => {
			for (let seconds = -40; seconds < 0; seconds += 1) await insert(nowMs + seconds * 1_000);
			await rebuild();
		});

		it('finds equality under traffic, again and again, and notes it', async () => {
			for (let round = 0; round < 5; round += 1) {
				const startedMs = nowMs;
				for (let atMs = nowMs; atMs < nowMs + 13_000; atMs += 211) agenda.set(atMs, () => write());
				await sleep(13_000);
				await insert();
				expect(await check()).toEqual({ equal: true });
				// The one that is stored and not yet counted is counted in time.
				const { checkedSlot, checkedAtMs } = await live.statistics.read();
				expect(checkedSlot).toBe(slotOf(nowMs - SETTLE_MS));
				expect(checkedAtMs).toBeGreaterThan(startedMs);
				const { documents } = await records.page({ filter: {}, limit: 1 });
				await countDocuments(live, documents);
			}
		});

		it('asks for no more than what was stored since the last check, and a little', async () => {
			await sleep(30_000);
			await check();
			const asked: number[] = [];
			const watched = {
				slots: (fromMs: number, beforeMs: number, slotMs: number) => {
					asked.push(beforeMs - fromMs);
					return records.slots(fromMs, beforeMs, slotMs);
				},
			};
			await sleep(30_000);
			expect(await checkStatistics({ ...ports(), records: watched })).toEqual({ equal: true });
			expect(asked).toHaveLength(1);
			expect(asked[0]).toBeLessThanOrEqual(6 * 60_000);
		});

		it('finds a document that was stored and never counted, and a rebuild heals it', async () => {
			await insert();
			await sleep(SLOT_MS + SETTLE_MS);
			expect(await check()).toEqual({ equal: false, reason: '1 time slots differ' });
			await rebuild();
			expect(await check()).toEqual({ equal: true });
		});

		it('finds a document that was counted and not stored', async () => {
			await countDocuments(live, [document(nowMs)]);
			await sleep(SLOT_MS + SETTLE_MS);
			expect((await check()).equal).toBe(false);
		});

		it('finds one of another lane in its place', async () => {
			await insert(nowMs, { lane: 'blue' });
			await countDocuments(live, [document(nowMs)]);
			await sleep(SLOT_MS + SETTLE_MS);
			expect(await check()).toEqual({ equal: false, reason: '2 time slots differ' });
		});

		it('does not judge a slot that is not closed yet', async () => {
			await sleep(SLOT_MS - (nowMs % SLOT_MS));
			await insert();
			await sleep(SLOT_MS + SETTLE_MS - 1);
			expect(await check()).toEqual({ equal: true });
		});

		it('notices within the hour that the record store was emptied', async () => {
			await sleep(60_000);
			expect(await check()).toEqual({ equal: true });
			await records.close();
			records = openSqliteRecordStore({ path: ':memory:' });
			nowMs += 3_600_000;
			expect((await check()).equal).toBe(false);
		});

		it('counts all documents once an hour, and finds them equal', async () => {
			for (let round = 0; round < 15; round += 1) {
				for (let minutes = 0; minutes < 10; minutes += 1) {
					nowMs += 60_000;
					await write();
				}
				await sleep(SLOT_MS + SETTLE_MS);
				expect(await check()).toEqual({ equal: true });
			}
			const slots = [...(await live.statistics.read()).counters.keys()].filter((field) =>
				/^slot/.test(field),
			);
			expect(slots.length).toBeLessThan(80);
		});

		it('is exact again after hours without a check', async () => {
			for (let hours = 0; hours < 3; hours += 1) {
				await write();
				nowMs += 3_600_000;
			}
			expect(await check()).toEqual({ equal: true });
			await insert(nowMs - 8_000_000);
			expect(await check()).toEqual({ equal: true });
			nowMs += 3_600_000;
			expect(await check()).toEqual({ equal: false, reason: 'all documents of green differ' });
		});

		it('does not compare what is not built, or known to be wrong', async () => {
			await live.statistics.suspect();
			expect(await check()).toEqual({ equal: false, reason: 'counts were lost' });
			await live.close();
			live = openEmbeddedLive({ path: ':memory:' });
			expect(await check()).toEqual({ equal: false, reason: 'not built' });
		});
	});
});
