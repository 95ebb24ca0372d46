import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecordStore, recordStoreUrl } from './open-record-store.ts';

describe('the URL of the record store', () => {
	it.each([
		'mongodb://h',
		'mongodb://u:p@h1:1,h2:2/db?replicaSet=rs0',
		'mongodb+srv://u:p@cluster.example.net/db',
		'sqlite:data/records.db',
		'sqlite:/var/lib/canario/records.db',
		'sqlite::memory:',
	])('may be %s', (url) => {
		expect(recordStoreUrl().parse(url)).toBe(url);
	});

	it.each(['', 'secret', 'mongodb:', 'mongodb://', 'mongodb:///db', 'sqlite:', 'postgres://secret@h/db'])(
		'may not be %j, which is not repeated',
		(url) => {
			const { error } = recordStoreUrl().safeParse(url);
			expect(error?.issues.map(({ message }) => message)).toEqual([
				'expected mongodb://…, mongodb+srv://… or sqlite:PATH',
			]);
			expect(JSON.stringify(error)).not.toContain('secret');
		},
	);
});

describe('opening by URL', () => {
	it('opens a file where the URL names one', async () => {
		const dir = mkdtempSync(join(tmpdir(), 'canario-records-'));
		const store = await openRecordStore(`sqlite:${join(dir, 'records.db')}`, { timeoutMs: 1_000 });
		expect(await store.count()).toBe(0);
		await store.close();
		rmSync(dir, { recursive: true });
	});

	it.each(['sqlite:/nowhere/at/all/records.db', 'mongodb://127.0.0.1:1', 'postgres://secret@h'])(
		'rejects %s as unavailable',
		async (url) => {
			const opening = openRecordStore(url, { timeoutMs: 300 });
			await expect(opening).rejects.toMatchObject({ name: 'ServiceError', code: 'unavailable' });
			await expect(opening).rejects.not.toThrow(/secret/);
		},
	);
});
