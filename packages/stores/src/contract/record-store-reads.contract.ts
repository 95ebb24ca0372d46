import type { StoredVaccination } from '@canario/contracts/vaccination';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentGroup } from '../record-store.ts';
import type { OpenedStore } from './record-store.contract.ts';
import { someDocument } from './some-document.ts';

const invalid = { name: 'ServiceError', code: 'invalid_input' };

/** The promises of everything that reads. */
export function describeReads(opened: () => OpenedStore): void {
	/** Stores documents that differ from the usual one in what is given, each under an id of its own unless told. */
	const store = (...overs: Partial<StoredVaccination>[]) =>
		opened().store.insert(overs.map((over, n) => someDocument({ id: `id-${n}`, ...over })));

	describe('finding', () => {
		it('gives those of the ids that are stored, each once', async () => {
			await store({ id: 'a' }, { id: 'b' }, { id: 'c' });
			const found = await opened().store.find([
				'c',
				'nobody',
				'a',
				...Array.from({ length: 300 }, () => 'c'),
			]);
			expect(found.map(({ id }) => id).sort()).toEqual(['a', 'c']);
		});

		it('finds nothing for no ids and in an empty store', async () => {
			expect(await opened().store.find([])).toEqual([]);
			expect(await opened().store.find(['a'])).toEqual([]);
		});

		it('takes 1,000 ids and refuses more', async () => {
			await store({ id: 'id-999' });
			const ids = Array.from({ length: 1_001 }, (_, n) => `id-${n}`);
			expect(await opened().store.find(ids.slice(0, 1_000))).toHaveLength(1);
			await expect(opened().store.find(ids)).rejects.toMatchObject(invalid);
		});
	});

	describe('the latest', () => {
		const newest = (limit: number) => opened().store.page({ filter: {}, limit });
		const latest = async (limit: number) => (await newest(limit)).documents.map(({ id }) => id);

		it('are newest first, ties by id descending, however they came', async () => {
			await store(
				{ id: 'b', stored_at: 2 },
				{ id: 'old', stored_at: 1 },
				{ id: 'a', stored_at: 2 },
				{ id: 'new', stored_at: 3 },
				{ id: 'B', stored_at: 2 },
			);
			expect(await latest(10)).toEqual(['new', 'b', 'a', 'B', 'old']);
			expect(await latest(2)).toEqual(['new', 'b']);
		});

		it('are none in an empty store', async () => {
			expect(await latest(1)).toEqual([]);
		});

		it('may be 500', async () => {
			await store(...Array.from({ length: 501 }, (_, n) => ({ stored_at: n })));
			expect(await latest(500)).toEqual(Array.from({ length: 500 }, (_, n) => `id-${500 - n}`));
		});

		it.each([0, -1, 501, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('may not be %s', async (limit) => {
			await expect(newest(limit)).rejects.toMatchObject(invalid);
		});
	});

	describe('counting', () => {
		it('counts documents, repeats not', async () => {
			expect(await opened().store.count()).toBe(0);
			const future = Date.now() + 86_400_000;
			await store({ id: 'a', stored_at: future }, { id: 'b', stored_at: 0 });
			await store({ id: 'a' }, { id: 'a', name: 'other' });
			expect(await opened().store.count()).toBe(2);
		});

		it('groups by lane, department, vaccine, age, dose and source, up to the cut and without it', async () => {
			const group: DocumentGroup = {
				...{ lane: 'blue', department: '07', vaccine_type: 'Moderna' },
				...{ age: 34, n_dose: 1, count: 1 },
			};
			await store(
				{ stored_at: 999 },
				{ stored_at: 999 },
				{ stored_at: 999, lane: 'green' },
				{ stored_at: 999, department: 'other' },
				{ stored_at: 999, vaccine_type: 'Mod"erna|x' },
				{ stored_at: 0, age: 35 },
				{ stored_at: 999, n_dose: 2 },
				{ stored_at: 999, source: 'visitor' },
				{ stored_at: 0, source: 'visitor' },
				{ stored_at: 1_000 },
				{ stored_at: 5_000, age: 1 },
			);
			const groups = await opened().store.groups(1_000);
			expect(groups.filter((one) => 'source' in one)).toHaveLength(1);
			expect(countsOf(groups)).toEqual(
				countsOf([
					{ ...group, count: 2 },
					{ ...group, lane: 'green' },
					{ ...group, department: 'other' },
					{ ...group, vaccine_type: 'Mod"erna|x' },
					{ ...group, age: 35 },
					{ ...group, n_dose: 2 },
					{ ...group, source: 'visitor', count: 2 },
				]),
			);
		});

		it('counts by time slot from the beginning inclusive to the end exclusive, zeros filled in', async () => {
			await store(
				...[9_999, 10_000, 19_999, 20_000, 49_999, 50_000].map((stored_at) => ({ stored_at })),
				{ lane: 'green', stored_at: 10_001 },
				{ lane: 'green', stored_at: 30_000 },
			);
			expect(await opened().store.slots(10_000, 50_000, 10_000)).toEqual(
				new Map([
					[1, { blue: 2, green: 1 }],
					[2, { blue: 1, green: 0 }],
					[3, { blue: 0, green: 1 }],
					[4, { blue: 1, green: 0 }],
				]),
			);
			expect(await opened().store.slots(15_000, 20_000, 7_000)).toEqual(
				new Map([[2, { blue: 1, green: 0 }]]),
			);
		});

		it('takes times without an end', async () => {
			await store({ stored_at: 0 }, { stored_at: 1_620_000_000_000 });
			const [group] = await opened().store.groups(Number.POSITIVE_INFINITY);
			expect(group?.count).toBe(2);
			const slots = await opened().store.slots(0, Number.POSITIVE_INFINITY, 10_000);
			expect([...slots.keys()].sort((a, b) => a - b)).toEqual([0, 162_000_000]);
		});

		it('has no groups and no slots where there is nothing', async () => {
			await store({ stored_at: 5_000 });
			expect(await opened().store.groups(5_000)).toEqual([]);
			expect(await opened().store.slots(0, 5_000, 1_000)).toEqual(new Map());
			expect(await opened().store.slots(5_001, 9_000, 1_000)).toEqual(new Map());
			expect(await opened().store.slots(9_000, 5_000, 1_000)).toEqual(new Map());
		});

		it('agrees with counting by hand, over seconds and over decades', async () => {
			let run = 0;
			const all: StoredVaccination[] = [];
			await fc.assert(
				fc.asyncProperty(documents, moment, moment, async (overs, one, other) => {
					run += 1;
					const added = overs.map((over, n) => someDocument({ ...over, id: `${run}-${n}` }));
					await opened().store.insert(added);
					all.push(...added);
					const [fromMs, beforeMs] = [Math.min(one, other), Math.max(one, other)];
					const before = all.filter(({ stored_at }) => stored_at < beforeMs);
					const groups = await opened().store.groups(beforeMs);
					expect(countsOf(groups)).toEqual(countsByHand(before));
					expect(await opened().store.slots(fromMs, beforeMs, 10_000)).toEqual(
						slotsByHand(before.filter(({ stored_at }) => stored_at >= fromMs)),
					);
					expect(await opened().store.count()).toBe(all.length);
				}),
				{ numRuns: 15 },
			);
		});
	});
}

/** In bursts: most of them close together, a few decades apart. */
const moment = fc.oneof(
	{ weight: 9, arbitrary: fc.integer({ min: 1_620_000_000_000, max: 1_620_000_060_000 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 2_000_000_000_000 }) },
);

const documents = fc.array(
	fc.record({
		lane: fc.constantFrom('blue', 'green'),
		department: fc.constantFrom('01', '22', 'other'),
		vaccine_type: fc.constantFrom('Moderna', 'Novavax'),
		age: fc.constantFrom(0, 34),
		stored_at: moment,
	}),
	{ maxLength: 12 },
);

const keyOf = ({ lane, department, vaccine_type, age, n_dose, source }: Omit<DocumentGroup, 'count'>) =>
	JSON.stringify([lane, department, vaccine_type, age, n_dose, source]);

/** Counts by all that makes a group; fails when a group comes in two parts. */
function countsOf(groups: readonly DocumentGroup[]): ReadonlyMap<string, number> {
	const counts = new Map(groups.map((group) => [keyOf(group), group.count]));
	expect(counts.size).toBe(groups.length);
	return counts;
}

function countsByHand(documents: readonly StoredVaccination[]): ReadonlyMap<string, number> {
	const groups = Map.groupBy(documents, keyOf);
	return new Map([...groups].map(([key, members]) => [key, members.length]));
}

function slotsByHand(documents: readonly StoredVaccination[]) {
	const slots = new Map<number, { blue: number; green: number }>();
	for (const { stored_at, lane } of documents) {
		const slot = Math.floor(stored_at / 10_000);
		const sums = slots.get(slot) ?? { blue: 0, green: 0 };
		slots.set(slot, { ...sums, [lane]: sums[lane] + 1 });
	}
	return slots;
}
