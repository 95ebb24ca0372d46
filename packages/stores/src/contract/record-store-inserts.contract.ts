import { type StoredVaccination, sameContent } from '@canario/contracts/vaccination';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InsertOutcome } from '../record-store.ts';
import type { OpenedStore } from './record-store.contract.ts';
import { someDocument } from './some-document.ts';

const stored: InsertOutcome = { outcome: 'stored' };
const conflict: InsertOutcome = { outcome: 'conflict' };
const duplicateOf = ({ stored_at }: StoredVaccination, sameAttempt: boolean): InsertOutcome => ({
	outcome: 'duplicate',
	storedAtMs: stored_at,
	sameAttempt,
});

/** The promises of `insert`. */
export function describeInserts(opened: () => OpenedStore): void {
	describe('inserting', () => {
		const insert = (...documents: StoredVaccination[]) => opened().store.insert(documents);
		const find = (...ids: string[]) => opened().store.find(ids);

		it('keeps every field as given, and shares nothing with the caller', async () => {
			const given = { ...someDocument() };
			expect(await insert(given)).toEqual([stored]);
			given.name = 'changed by the caller';
			const [found] = await find('id-1');
			expect(found).toStrictEqual(someDocument());
			Object.assign(found!, { name: 'changed by the reader' });
			expect(await find('id-1')).toStrictEqual([someDocument()]);
		});

		it('keeps a mark of visitors, and only what a document has', async () => {
			const visitors = someDocument({ id: 'v', source: 'visitor' });
			const traced = { ...someDocument({ id: 't' }), traced: 'planted-key' };
			await insert(visitors, traced);
			expect(await find('v')).toStrictEqual([visitors]);
			expect(await find('t')).toStrictEqual([someDocument({ id: 't' })]);
			expect((await opened().store.page({ filter: {}, limit: 2 })).documents).toStrictEqual([
				visitors,
				someDocument({ id: 't' }),
			]);
		});

		it('gives one outcome each, in order', async () => {
			const [a, b] = [someDocument({ id: 'a' }), someDocument({ id: 'b' })];
			await insert(a, b);
			expect(
				await insert(
					someDocument({ id: 'new-1' }),
					{ ...b, name: 'other' },
					{ ...a, accepted_at: 7 },
					someDocument({ id: 'new-2' }),
					b,
				),
			).toEqual([stored, conflict, duplicateOf(a, false), stored, duplicateOf(b, true)]);
			expect(await opened().store.count()).toBe(4);
		});

		it('has nothing to tell of nothing', async () => {
			expect(await insert()).toEqual([]);
		});

		it('treats an id twice in one batch like the same in two batches', async () => {
			const first = someDocument({ id: 'twice' });
			const outcomes = await insert(
				first,
				first,
				{ ...first, lane: 'green', stored_at: 9 },
				{ ...first, name: 'other' },
			);
			expect(outcomes).toEqual([stored, duplicateOf(first, true), duplicateOf(first, false), conflict]);
			expect(await find('twice')).toEqual([first]);
			expect(await insert({ ...first, age: 35 }, first)).toEqual([conflict, duplicateOf(first, true)]);
		});

		it('stores one of twenty concurrent inserts of an id, from two sides', async () => {
			const stores = [opened().store, await opened().again()];
			const attempts = Array.from({ length: 20 }, (_, n) => someDocument({ accepted_at: n, stored_at: n }));
			const outcomes = await Promise.all(
				attempts.map(async (document, n) => (await stores[n % 2]?.insert([document]))?.[0]),
			);
			const winner = outcomes.findIndex((one) => one?.outcome === 'stored');
			expect(outcomes).toEqual(
				attempts.map((_, n) => (n === winner ? stored : duplicateOf(attempts[winner]!, false))),
			);
			expect(await find('id-1')).toEqual([attempts[winner]]);
		});

		it('stores each id once when overlapping batches are written at once', async () => {
			const batch = Array.from({ length: 40 }, (_, n) => someDocument({ id: `id-${n}` }));
			const outcomes = await Promise.all([insert(...batch), insert(...batch.toReversed()), insert(...batch)]);
			expect(outcomes.flat().filter(({ outcome }) => outcome === 'stored')).toHaveLength(40);
			expect(await opened().store.count()).toBe(40);
		});

		it('leaves the first as it was when it is repeated from elsewhere', async () => {
			const first = someDocument();
			await insert(first);
			const repeat = { ...first, lane: 'green', accepted_at: 1, stored_at: 2, department: 'other' } as const;
			expect(await insert(repeat)).toEqual([duplicateOf(first, false)]);
			expect(await find('id-1')).toEqual([first]);
		});

		it.each<[string, Partial<StoredVaccination>, boolean]>([
			['stored later', { stored_at: 1_620_000_009_999 }, true],
			['of the other lane', { lane: 'green' }, false],
			['accepted later', { accepted_at: 1_620_000_000_001 }, false],
		])('takes a repeat %s for what it is', async (_, change, sameAttempt) => {
			await insert(someDocument());
			expect(await insert(someDocument(change))).toEqual([duplicateOf(someDocument(), sameAttempt)]);
		});

		it.each<[Partial<StoredVaccination>]>([
			[{ name: 'Ana Lucia Tzoc' }],
			[{ name: 'Ana Lucía Tzoc '.normalize('NFD').trimEnd() }],
			[{ name: 'ana lucía tzoc' }],
			[{ location: 'Sololá ' }],
			[{ age: 35 }],
			[{ vaccine_type: 'moderna' }],
			[{ n_dose: 2 }],
		])('takes other content, %j, for a conflict and keeps the first', async (change) => {
			await insert(someDocument());
			expect(await insert(someDocument(change))).toEqual([conflict]);
			expect(await find('id-1')).toEqual([someDocument()]);
		});

		it.each([
			'María José Ñuñez, K’iche’',
			'Pete\u0301n',
			'👩🏽‍⚕️ 💉',
			'𝒜'.repeat(200),
			'$gt',
			'{"$gt":""}',
			"'; DROP TABLE vaccinations; --",
			'a.b.c',
			'__proto__',
			'null',
			'007',
			'1e3',
			' both sides ',
			'\u00a0\u200b',
		])('keeps the text %j as it is', async (text) => {
			const document = someDocument({ name: text, location: text, vaccine_type: text });
			await insert(document);
			expect(await find('id-1')).toEqual([document]);
			expect(await insert(document)).toEqual([duplicateOf(document, true)]);
		});

		it.each([
			'$where',
			'a.b',
			'__proto__',
			'constructor',
			'"quoted"',
			"it's",
			'[1]',
			'123',
			'\\u0041',
			'~'.repeat(128),
		])('takes %j for an id like any other', async (id) => {
			expect(await insert(someDocument({ id }))).toEqual([stored]);
			expect(await find(id)).toEqual([someDocument({ id })]);
		});

		it('takes ids that differ in case, or as numbers would not, for different ones', async () => {
			const ids = ['a', 'A', '1', '01', '1.0'];
			expect(await insert(...ids.map((id) => someDocument({ id })))).toEqual(ids.map(() => stored));
		});

		it('keeps numbers and times at their ends', async () => {
			const documents = [
				someDocument({ id: 'low', age: 0, n_dose: 1, accepted_at: 0, stored_at: 0 }),
				someDocument({ id: 'high', age: 130, n_dose: 10, accepted_at: 253_402_300_799_999 }),
			];
			await insert(...documents);
			expect((await opened().store.page({ filter: {}, limit: 2 })).documents).toEqual(documents.toReversed());
		});

		it('takes 500 at once, half of them known', async () => {
			const batch = Array.from({ length: 500 }, (_, n) => someDocument({ id: `id-${n}` }));
			await insert(...batch.filter((_, n) => n % 2 === 0));
			expect(await insert(...batch)).toEqual(
				batch.map((document, n) => (n % 2 === 0 ? duplicateOf(document, true) : stored)),
			);
			expect(await opened().store.count()).toBe(500);
		});

		it('leaves each id once and equal to the first, whatever is inserted in whatever order', async () => {
			let run = 0;
			await fc.assert(
				fc.asyncProperty(batches, async (sequence) => {
					run += 1;
					const firsts = new Map<string, StoredVaccination>();
					for (const batch of sequence) {
						const documents = batch.map((over) => someDocument({ ...over, id: `${run}-${over.id}` }));
						const expected = documents.map((document) => expectedOf(firsts, document));
						expect(await insert(...documents)).toEqual(expected);
					}
					const found = await find(...firsts.keys());
					expect(new Map(found.map((one) => [one.id, one]))).toEqual(firsts);
					expect(found).toHaveLength(firsts.size);
				}),
				{ numRuns: 40 },
			);
		});
	});
}

/** Few values for everything that is compared, so that repeats of every kind are common. */
const batches = fc.array(
	fc.array(
		fc.record({
			id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
			name: fc.constantFrom('Ana', 'Ana ', 'Óscar'),
			age: fc.constantFrom(0, 130),
			lane: fc.constantFrom('blue', 'green'),
			accepted_at: fc.constantFrom(0, 1),
			stored_at: fc.nat({ max: 1_000_000 }),
		}),
		{ maxLength: 8 },
	),
	{ maxLength: 6 },
);

/** What a store must say of `document` when these were the first of their ids; notes it when it is one. */
function expectedOf(firsts: Map<string, StoredVaccination>, document: StoredVaccination): InsertOutcome {
	const first = firsts.get(document.id);
	if (!first) {
		firsts.set(document.id, document);
		return stored;
	}
	if (!sameContent(first, document)) return conflict;
	return duplicateOf(first, first.lane === document.lane && first.accepted_at === document.accepted_at);
}
