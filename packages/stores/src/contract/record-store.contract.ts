import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordStore } from '../record-store.ts';
import { describeJournal } from './journal.contract.ts';
import { describeInserts } from './record-store-inserts.contract.ts';
import { describePages } from './record-store-pages.contract.ts';
import { describeReads } from './record-store-reads.contract.ts';
import { someDocument } from './some-document.ts';

/** What a test needs from an adapter. */
export interface OpenedStore {
	/** Fresh and empty. */
	readonly store: RecordStore;
	/** Opens the same data once more, as another process would. */
	again(): Promise<RecordStore>;
	/** Closes what is open, closed or not, and removes the data. */
	close(): Promise<void>;
}

/** The promises in `record-store.ts`, executable. Call once per adapter. */
export function describeRecordStore(adapter: string, open: () => Promise<OpenedStore>): void {
	describe(`RecordStore contract: ${adapter}`, () => {
		let opened: OpenedStore;
		beforeEach(async () => {
			opened = await open();
		});
		afterEach(() => opened.close());

		describeInserts(() => opened);
		describeReads(() => opened);
		describePages(() => opened);
		describeJournal(() => opened);

		it('shows what is stored to whoever opens the same data', async () => {
			await opened.store.insert([someDocument()]);
			const other = await opened.again();
			expect(await other.find(['id-1'])).toEqual([someDocument()]);
			expect(await other.insert([someDocument({ name: 'B' })])).toEqual([{ outcome: 'conflict' }]);
			expect(await other.count()).toBe(1);
		});

		it('answers a ping', async () => {
			await expect(opened.store.ping()).resolves.toBeUndefined();
		});

		it('keeps what it has when it is closed', async () => {
			await opened.store.insert([someDocument()]);
			await opened.store.close();
			expect(await (await opened.again()).find(['id-1'])).toEqual([someDocument()]);
		});

		it.each<[string, (store: RecordStore) => Promise<unknown>]>([
			['insert', (store) => store.insert([someDocument()])],
			['insert of nothing', (store) => store.insert([])],
			['find', (store) => store.find(['id-1'])],
			['page', (store) => store.page({ filter: {}, limit: 5 })],
			['count', (store) => store.count()],
			['groups', (store) => store.groups(2_000_000_000_000)],
			['slots', (store) => store.slots(0, 2_000_000_000_000, 10_000)],
			['append', (store) => store.journal.append('split', 1, null, 0)],
			['after', (store) => store.journal.after('split', 0, 5)],
			['tail', (store) => store.journal.tail('split', 5)],
			['ping', (store) => store.ping()],
		])('rejects %s as unavailable once it is closed, which it may be twice', async (_, call) => {
			await opened.store.close();
			await expect(call(opened.store)).rejects.toMatchObject({ name: 'ServiceError', code: 'unavailable' });
			await expect(opened.store.close()).resolves.toBeUndefined();
		});
	});
}
