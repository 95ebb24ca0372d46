import { describe, expect, it } from 'vitest';
import { someDocument } from '../contract/some-document.ts';
import type { RecordPlace, RecordsRequest } from '../record-store.ts';
import type { Bounds } from './bounds.ts';
import { searchPage } from './search-page.ts';

/** Any filter: what agrees is said by the store. */
const FILTERED: RecordsRequest = { filter: { dose: 1 }, limit: 50 };

/** A store of `count` documents, one a millisecond; looking at one takes `usEach` microseconds. */
function slowStore(count: number, usEach: number, agrees: (storedAtMs: number) => boolean) {
	let nowMs = 0;
	const pieces: number[] = [];
	const newest = ({ after }: Bounds) => Math.min(count - 1, (after?.storedAtMs ?? count) - 1);
	return {
		pieces,
		nowMs: () => nowMs,
		async place(bounds: Bounds, nth: number): Promise<RecordPlace | undefined> {
			const storedAtMs = newest(bounds) - nth + 1;
			pieces.push(nth);
			return storedAtMs < bounds.upTo.storedAtMs ? undefined : { storedAtMs, id: 'id' };
		},
		async matching(bounds: Bounds, limit: number) {
			const found = [];
			for (let n = newest(bounds); n >= bounds.upTo.storedAtMs && found.length < limit; n--) {
				nowMs += usEach / 1_000;
				if (agrees(n)) found.push(someDocument({ id: 'id', stored_at: n }));
			}
			return found;
		},
	};
}

describe('looking for a page', () => {
	it('gives up in bounded time where next to nothing agrees, and says where to go on', async () => {
		const store = slowStore(1_000_000, 1, (n) => n === 999_990 || n === 5);
		const { documents, next } = await searchPage(FILTERED, store);
		expect(documents.map(({ stored_at }) => stored_at)).toEqual([999_990]);
		expect(store.nowMs()).toBeGreaterThanOrEqual(50);
		expect(store.nowMs()).toBeLessThan(80);
		// All that it had the time to look at counts.
		expect(next?.storedAtMs).toBe(1_000_000 - Math.round(store.nowMs() * 1_000));
	});

	it.each([1, 5, 20])('takes pieces that last some 20 ms where one document takes %s us', async (us) => {
		const store = slowStore(1_000_000, us, () => false);
		await searchPage(FILTERED, store);
		const last = store.pieces.at(-1) ?? 0;
		expect((last * us) / 1_000).toBeGreaterThan(5);
		expect((last * us) / 1_000).toBeLessThan(25);
	});

	it('comes further with each call although one document takes longer than a call should', async () => {
		const store = slowStore(2_500, 1_000, () => false);
		const first = await searchPage(FILTERED, store);
		expect(first).toEqual({ documents: [], next: { storedAtMs: 1_500, id: 'id' } });
		const second = await searchPage({ ...FILTERED, ...(first.next && { after: first.next }) }, store);
		expect(second.next).toEqual({ storedAtMs: 500, id: 'id' });
	});

	it('looks at no more than a full page needs', async () => {
		const store = slowStore(1_000_000, 1, () => true);
		const { documents, next } = await searchPage(FILTERED, store);
		expect(documents).toHaveLength(50);
		expect(next).toEqual({ storedAtMs: documents.at(-1)?.stored_at, id: 'id' });
		expect(store.nowMs()).toBeLessThan(0.1);
	});

	it('counts no pieces where nothing is left out', async () => {
		const store = slowStore(1_000_000, 1, () => true);
		const found = await searchPage({ filter: { fromMs: 5, beforeMs: 9_000 }, limit: 50 }, store);
		expect(found.documents[0]?.stored_at).toBe(8_999);
		expect(found.next?.storedAtMs).toBe(8_950);
		expect(store.pieces).toEqual([]);
	});

	it('ends when the page is full with the last document that there is', async () => {
		const limited = async (limit: number) => {
			const { next } = await searchPage(
				{ ...FILTERED, limit },
				slowStore(50, 1, () => true),
			);
			return next?.storedAtMs;
		};
		expect(await limited(50)).toBeUndefined();
		expect(await limited(49)).toBe(1);
	});
});
