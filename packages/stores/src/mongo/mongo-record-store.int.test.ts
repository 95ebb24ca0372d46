import { describe } from 'vitest';
import { describeRecordStore } from '../contract/record-store.contract.ts';
import type { RecordStore } from '../record-store.ts';
import { freshDatabase } from './fresh-database.ts';
import { openMongoRecordStore } from './mongo-record-store.ts';

const SERVER = process.env.TEST_MONGODB_URL ?? '';

describe.skipIf(!SERVER)('MongoDB', () => {
	describeRecordStore('mongo', async () => {
		const database = freshDatabase(SERVER);
		const stores: RecordStore[] = [];
		const again = async () => {
			const store = await openMongoRecordStore({ url: database.url, timeoutMs: 5_000 });
			stores.push(store);
			return store;
		};
		return {
			store: await again(),
			again,
			async close() {
				await Promise.all(stores.map((store) => store.close()));
				await database.drop();
			},
		};
	});
});
