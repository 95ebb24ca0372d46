import type { StoredVaccination } from '@canario/contracts/vaccination';
import { VACCINES } from '@canario/contracts/vaccines';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
	RecordFilter,
	RecordPlace,
	RecordStore,
	RecordsFound,
	RecordsRequest,
} from '../record-store.ts';
import type { OpenedStore } from './record-store.contract.ts';
import { someDocument } from './some-document.ts';

const invalid = { name: 'ServiceError', code: 'invalid_input' };

/** The promises of `page`. */
export function describePages(opened: () => OpenedStore): void {
	/** Stores documents that differ from the usual one in what is given, each under an id of its own unless told. */
	const store = (...overs: Partial<StoredVaccination>[]) =>
		opened().store.insert(overs.map((over, n) => someDocument({ id: `id-${n}`, ...over })));
	const page = (request: Partial<RecordsRequest>) =>
		opened().store.page({ filter: {}, limit: 500, ...request });
	const idsOf = ({ documents }: RecordsFound) => documents.map(({ id }) => id);
	const matching = async (filter: RecordFilter) => idsOf(await page({ filter }));

	describe('a page', () => {
		it('has the documents newest first, ties by id descending, however they came', async () => {
			await store(
				{ id: 'b', stored_at: 2 },
				{ id: 'old', stored_at: 1 },
				{ id: 'a', stored_at: 2 },
				{ id: 'new', stored_at: 3 },
				{ id: 'B', stored_at: 2 },
			);
			expect(idsOf(await page({}))).toEqual(['new', 'b', 'a', 'B', 'old']);
		});

		it('has every field as given', async () => {
			const [ordinary, visitors] = [someDocument({ id: 'a' }), someDocument({ id: 'b', source: 'visitor' })];
			await opened().store.insert([ordinary, visitors]);
			expect(await page({})).toStrictEqual({ documents: [visitors, ordinary] });
		});

		it('tells where to go on until there is no more, and nothing else in an empty store', async () => {
			expect(await page({})).toEqual({ documents: [] });
			await store({ id: 'a', stored_at: 1 }, { id: 'b', stored_at: 1 }, { id: 'c', stored_at: 1 });
			const first = await page({ limit: 2 });
			expect(idsOf(first)).toEqual(['c', 'b']);
			expect(first.next).toEqual({ storedAtMs: 1, id: 'b' });
			expect(await page({ limit: 2, ...afterOf(first) })).toEqual({
				documents: [someDocument({ id: 'a', stored_at: 1 })],
			});
			expect((await page({ limit: 3 })).next).toBeUndefined();
		});

		it('begins at any place in the order, whether or not there is a document', async () => {
			await store({ id: 'a', stored_at: 10 }, { id: 'c', stored_at: 10 }, { id: 'e', stored_at: 20 });
			const after = async (storedAtMs: number, id: string) =>
				idsOf(await page({ after: { storedAtMs, id } }));
			expect(await after(20, '~')).toEqual(['e', 'c', 'a']);
			expect(await after(20, 'e')).toEqual(['c', 'a']);
			expect(await after(15, 'x')).toEqual(['c', 'a']);
			expect(await after(10, 'b')).toEqual(['a']);
			expect(await after(10, '')).toEqual([]);
			expect(await after(0, 'a')).toEqual([]);
			expect(await after(Number.POSITIVE_INFINITY, '')).toEqual(['e', 'c', 'a']);
		});

		it('goes on where the one before ended while newer documents come in', async () => {
			await store(...Array.from({ length: 6 }, (_, n) => ({ id: `old-${n}`, stored_at: 100 + (n >> 1) })));
			const first = await page({ limit: 3 });
			await store({ id: 'old-9', stored_at: 101 }, { id: 'new', stored_at: 200 });
			const second = await page({ limit: 3, ...afterOf(first) });
			expect([...idsOf(first), ...idsOf(second)]).toEqual([5, 4, 3, 2, 1, 0].map((n) => `old-${n}`));
			expect(second.next).toBeUndefined();
		});

		it.each([0, -1, 501, 1.5, Number.NaN])('may not have a limit of %s', async (limit) => {
			await expect(page({ limit })).rejects.toMatchObject(invalid);
		});

		it.each<Partial<RecordsRequest>>([
			{ filter: { fromMs: -1 } },
			{ filter: { beforeMs: Number.NaN } },
			{ after: { storedAtMs: -1, id: 'a' } },
		])('is refused for a time out of range: %j', async (request) => {
			await expect(page(request)).rejects.toMatchObject(invalid);
		});
	});

	describe('a filtered page', () => {
		it('agrees in lane, department and dose', async () => {
			await store({}, { lane: 'green' }, { department: '16' }, { department: 'other' }, { n_dose: 2 });
			expect(await matching({ lane: 'green' })).toEqual(['id-1']);
			expect(await matching({ department: '16' })).toEqual(['id-2']);
			expect(await matching({ department: 'other' })).toEqual(['id-3']);
			expect(await matching({ dose: 2 })).toEqual(['id-4']);
			expect(await matching({ dose: 3 })).toEqual([]);
		});

		it('agrees in the vaccine, where "other" is none that the table knows', async () => {
			await store(
				...[...VACCINES, 'Novavax', 'other', 'moderna', "'; --"].map((vaccine_type) => ({ vaccine_type })),
			);
			expect(await matching({ vaccine: 'Moderna' })).toEqual(['id-0']);
			expect(await matching({ vaccine: "'; --" })).toEqual(['id-7']);
			expect(await matching({ vaccine: 'other' })).toEqual(['id-7', 'id-6', 'id-5', 'id-4']);
		});

		it('agrees in age, both ends inclusive', async () => {
			await store(...[0, 11, 12, 18, 19, 130].map((age) => ({ age })));
			expect(await matching({ ages: { from: 12, to: 18 } })).toEqual(['id-3', 'id-2']);
			expect(await matching({ ages: { from: 0, to: 0 } })).toEqual(['id-0']);
			expect(await matching({ ages: { from: 60, to: Number.POSITIVE_INFINITY } })).toEqual(['id-5']);
			expect(await matching({ ages: { from: 18, to: 12 } })).toEqual([]);
		});

		it('shows what visitors sent, or the rest', async () => {
			await store({}, { source: 'visitor' }, {});
			expect(await matching({ source: 'visitor' })).toEqual(['id-1']);
			expect(await matching({ source: 'traffic' })).toEqual(['id-2', 'id-0']);
		});

		it('takes times from the beginning inclusive to the end exclusive', async () => {
			await store(...[0, 999, 1_000, 1_999, 2_000].map((stored_at) => ({ stored_at })));
			expect(await matching({ fromMs: 1_000, beforeMs: 2_000 })).toEqual(['id-3', 'id-2']);
			expect(await matching({ fromMs: 1_999 })).toEqual(['id-4', 'id-3']);
			expect(await matching({ beforeMs: 1_000 })).toEqual(['id-1', 'id-0']);
			expect(await matching({ fromMs: 0, beforeMs: Number.POSITIVE_INFINITY })).toHaveLength(5);
			expect(await matching({ fromMs: 2_000, beforeMs: 1_000 })).toEqual([]);
			const after = { storedAtMs: 1_500, id: 'x' };
			expect(idsOf(await page({ filter: { beforeMs: 1_000 }, after }))).toEqual(['id-1', 'id-0']);
			expect(idsOf(await page({ filter: { fromMs: 1_000 }, after }))).toEqual(['id-2']);
		});

		it('is found among thousands that do not agree, all of one moment', async () => {
			// Also where a thousand, as adapters may look at together, end and begin.
			const rare = [0, 700, 999, 1_000, 1_001, 1_999, 2_000, 2_001, 2_999];
			const all = Array.from({ length: 3_000 }, (_, n) =>
				someDocument({ id: `id-${n + 1_000}`, department: rare.includes(n) ? '22' : '01' }),
			);
			for (let n = 0; n < all.length; n += 500) await opened().store.insert(all.slice(n, n + 500));
			const { documents } = await walk(opened().store, { filter: { department: '22' }, limit: 3 });
			expect(documents.map(({ id }) => id)).toEqual(rare.toReversed().map((n) => `id-${n + 1_000}`));
			const none = await walk(opened().store, { filter: { department: '23' }, limit: 3 });
			expect(none.documents).toEqual([]);
		});

		it('after page has each document that agrees once, whatever the filter', async () => {
			let run = 0;
			const all: StoredVaccination[] = [];
			await fc.assert(
				fc.asyncProperty(documents, filters, fc.integer({ min: 1, max: 9 }), async (overs, filter, limit) => {
					run += 1;
					const added = overs.map((over, n) => someDocument({ ...over, id: `${run}-${n}` }));
					await opened().store.insert(added);
					all.push(...added);
					const { documents, sizes } = await walk(opened().store, { filter, limit });
					expect(documents).toEqual(all.filter(agreeing(filter)).sort(newestFirst));
					expect(Math.max(...sizes)).toBeLessThanOrEqual(limit);
				}),
				{ numRuns: 25 },
			);
		});
	});
}

const afterOf = ({ next }: RecordsFound) => ({ ...(next && { after: next }) });

/** Follows `next` to the end: all documents, and how many each page had. Fails on a page that comes no further. */
async function walk(store: RecordStore, request: RecordsRequest) {
	const found: StoredVaccination[] = [];
	const sizes: number[] = [];
	for (let after: RecordPlace | undefined; ; ) {
		const { documents, next } = await store.page({ ...request, ...(after && { after }) });
		found.push(...documents);
		sizes.push(documents.length);
		if (!next) return { documents: found, sizes };
		if (after && newestFirst(placed(after), placed(next)) >= 0) throw new Error('a page came no further');
		after = next;
	}
}

const placed = ({ storedAtMs, id }: RecordPlace) => ({ stored_at: storedAtMs, id });

type Placed = Pick<StoredVaccination, 'stored_at' | 'id'>;

const newestFirst = (a: Placed, b: Placed) => b.stored_at - a.stored_at || (a.id < b.id ? 1 : -1);

/** Few moments, so that ties are common; one of them decades away. */
const moment = fc.oneof(
	{ weight: 5, arbitrary: fc.integer({ min: 1_620_000_000_000, max: 1_620_000_000_005 }) },
	{ weight: 1, arbitrary: fc.constantFrom(0, 2_000_000_000_000) },
);

const documents = fc.array(
	fc.record(
		{
			lane: fc.constantFrom('blue', 'green'),
			department: fc.constantFrom('01', '22', 'other'),
			vaccine_type: fc.constantFrom('Moderna', 'Novavax'),
			n_dose: fc.constantFrom(1, 2),
			age: fc.constantFrom(0, 34, 60),
			source: fc.constant('visitor'),
			stored_at: moment,
		},
		{ requiredKeys: ['lane', 'department', 'vaccine_type', 'n_dose', 'age', 'stored_at'] },
	),
	{ maxLength: 12 },
);

const filters = fc.record(
	{
		lane: fc.constantFrom('blue', 'green'),
		department: fc.constantFrom('01', 'other', '05'),
		vaccine: fc.constantFrom('Moderna', 'other'),
		dose: fc.constantFrom(1, 2),
		ages: fc.constantFrom({ from: 27, to: 59 }, { from: 0, to: 34 }),
		source: fc.constantFrom('visitor', 'traffic'),
		fromMs: moment,
		beforeMs: moment,
	},
	{ requiredKeys: [] },
);

/** The filter, by hand. */
const agreeing = (filter: RecordFilter) => (document: StoredVaccination) =>
	(filter.lane ?? document.lane) === document.lane &&
	(filter.department ?? document.department) === document.department &&
	(filter.vaccine ?? vaccineOf(document)) === vaccineOf(document) &&
	(filter.dose ?? document.n_dose) === document.n_dose &&
	document.age >= (filter.ages?.from ?? 0) &&
	document.age <= (filter.ages?.to ?? 130) &&
	(filter.source === undefined || (filter.source === 'visitor') === (document.source === 'visitor')) &&
	document.stored_at >= (filter.fromMs ?? 0) &&
	document.stored_at < (filter.beforeMs ?? Number.POSITIVE_INFINITY);

const vaccineOf = ({ vaccine_type }: StoredVaccination) =>
	vaccine_type === 'Novavax' ? 'other' : vaccine_type;
