import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';
import type { RecordStore } from './record-store.ts';
import { openSqliteRecordStore } from './sqlite/sqlite-record-store.ts';

const MONGODB = /^mongodb(\+srv)?:\/\/[^/?]+/;
const SQLITE = /^sqlite:(?<path>.+)$/;

interface Options {
	/** Budget of one call to MongoDB, milliseconds. SQLite answers at once, or waits 5 s for a lock. */
	readonly timeoutMs: number;
}

/** Where the record store is: a MongoDB URL, or `sqlite:` and the path of a file. */
export const recordStoreUrl = () =>
	z
		.string()
		.refine(
			(url) => MONGODB.test(url) || SQLITE.test(url),
			'expected mongodb://…, mongodb+srv://… or sqlite:PATH',
		);

/** Opens the record store that `url` names (see `recordStoreUrl`). Rejects with ServiceError('unavailable'). */
export async function openRecordStore(url: string, { timeoutMs }: Options): Promise<RecordStore> {
	const path = SQLITE.exec(url)?.groups?.path;
	if (path !== undefined) return openSqliteRecordStore({ path });
	if (!MONGODB.test(url)) throw new ServiceError('unavailable', 'the URL names no record store');
	// Only those who use MongoDB pay for loading its driver.
	const { openMongoRecordStore } = await import('./mongo/mongo-record-store.ts');
	return openMongoRecordStore({ url, timeoutMs });
}
