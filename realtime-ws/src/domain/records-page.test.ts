import { recordsQuery } from '@canario/contracts/records-page';
import { someDocument } from '@canario/stores/contract/some-document';
import { openRecordStore } from '@canario/stores/open-record-store';
import { describe, expect, it, onTestFinished } from 'vitest';
import { recordsPage } from './records-page.ts';

async function aStore(count: number, storedAtMs: (index: number) => number) {
	const store = await openRecordStore('sqlite::memory:', { timeoutMs: 1_000 });
	onTestFinished(() => store.close());
	const documents = Array.from({ length: count }, (_, index) =>
		someDocument({ id: `Planted Name ${index}`, stored_at: storedAtMs(index), age: index % 100 }),
	);
	for (let from = 0; from < count; from += 500) await store.insert(documents.slice(from, from + 500));
	return store;
}
const query = (over: object = {}) => recordsQuery.parse(over);

describe('a page of the log', () => {
	it('leads through every document once, newest first, by cursors that tell no id', async () => {
		const store = await aStore(1_234, (index) => 1_000 + (index % 3));
		const keys = new Set<string>();
		const times: number[] = [];
		let cursor: string | undefined;
		do {
			const page = await recordsPage(query({ limit: 100, ...(cursor && { cursor }) }), store);
			for (const { key, storedAtMs } of page.records) {
				keys.add(key);
				times.push(storedAtMs);
			}
			expect(JSON.stringify(page)).not.toMatch(/planted|ana|tzoc/i);
			cursor = page.next;
		} while (cursor !== undefined);
		expect([keys.size, times.length]).toEqual([1_234, 1_234]);
		expect(times).toEqual(times.toSorted((a, b) => b - a));
	});

	it('filters by age group, and says nothing of names or free text', async () => {
		const store = await aStore(100, (index) => 1_000 + index);
		await store.insert([someDocument({ id: 'x', vaccine_type: 'Ana Lucía', age: 61, stored_at: 9_000 })]);
		const { records } = await recordsPage(query({ ageGroup: 'elders', limit: 3 }), store);
		expect(records.map(({ ageGroup }) => ageGroup)).toEqual(['elders', 'elders', 'elders']);
		expect(records[0]).toEqual({
			...{ key: records[0]?.key, lane: 'blue', department: '07', vaccine: 'other', dose: 1 },
			...{ ageGroup: 'elders', source: 'traffic', acceptedAtMs: 1_620_000_000_000, storedAtMs: 9_000 },
		});
	});

	it.each(['', 'x', '9.zz', '....', 'zzzzzzzzzzz.', `1.${'a'.repeat(16)}`])(
		'refuses the cursor "%s"',
		async (cursor) => {
			const store = await aStore(3, () => 1);
			const page = recordsPage({ ...query(), cursor }, store);
			await expect(page).rejects.toMatchObject({ code: 'invalid_input' });
		},
	);
});
