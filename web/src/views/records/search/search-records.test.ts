import type { PublicRecord, RecordsPage } from '@canario/contracts/records-page';
import { expect, test } from 'vitest';
import { type FetchPage, type Found, PAGE_ROWS, searchRecords } from './search-records.ts';

const record = (key: string): PublicRecord => ({
	key,
	lane: 'blue',
	department: '01',
	vaccine: 'Moderna',
	dose: 1,
	ageGroup: 'adults',
	source: 'traffic',
	acceptedAtMs: 1,
	storedAtMs: 2,
});

/** Answers one page after the other, and remembers the cursors it was asked with. */
function pages(...answers: RecordsPage[]) {
	const asked: [cursor: string | undefined, limit: number][] = [];
	const fetchPage: FetchPage = async (cursor, limit) => {
		asked.push([cursor, limit]);
		return answers[asked.length - 1] ?? { records: [], next: `more-${asked.length}`, searchedToMs: 5 };
	};
	return { asked, fetchPage };
}

const nothing = (): void => undefined;

test('a full page is taken as it is', async () => {
	const records = Array.from({ length: PAGE_ROWS }, (_, index) => record(String(index)));
	const { asked, fetchPage } = pages({ records, next: 'n' });
	expect(await searchRecords(fetchPage, { records: [] }, nothing)).toEqual({ records, next: 'n' });
	expect(asked).toEqual([[undefined, PAGE_ROWS]]);
});

test('a short page with more behind it is filled by searching on', async () => {
	const { asked, fetchPage } = pages(
		{ records: [record('a')], next: 'n1', searchedToMs: 900 },
		{ records: [record('b')] },
	);
	const progress: Found[] = [];
	const found = await searchRecords(fetchPage, { records: [], next: 'start' }, (step) => progress.push(step));
	expect(found).toEqual({ records: [record('a'), record('b')] });
	expect(asked).toEqual([
		['start', PAGE_ROWS],
		['n1', PAGE_ROWS - 1],
	]);
	expect(progress).toEqual([{ records: [record('a')], next: 'n1', searchedToMs: 900 }]);
});

test('a search that finds little stops after a few requests and says how far it came', async () => {
	const { asked, fetchPage } = pages();
	const found = await searchRecords(fetchPage, { records: [] }, nothing);
	expect(asked).toHaveLength(4);
	expect(found).toEqual({ records: [], next: 'more-4', searchedToMs: 5 });
});
