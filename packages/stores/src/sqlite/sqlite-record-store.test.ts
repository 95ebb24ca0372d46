import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeRecordStore } from '../contract/record-store.contract.ts';
import type { RecordStore } from '../record-store.ts';
import { openSqliteRecordStore } from './sqlite-record-store.ts';

describeRecordStore('sqlite', async () => {
	const dir = mkdtempSync(join(tmpdir(), 'canario-records-'));
	const stores: RecordStore[] = [];
	const again = async () => {
		const store = openSqliteRecordStore({ path: join(dir, 'records.db') });
		stores.push(store);
		return store;
	};
	return {
		store: await again(),
		again,
		async close() {
			for (const store of stores) await store.close();
			rmSync(dir, { recursive: true });
		},
	};
});
