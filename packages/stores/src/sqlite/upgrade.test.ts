import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { someDocument } from '../contract/some-document.ts';
import { openSqliteRecordStore } from './sqlite-record-store.ts';

/** What the first version of the program made of an empty file. */
const VERSION_1 = `
	CREATE TABLE vaccinations (
		id TEXT NOT NULL UNIQUE,
		name TEXT NOT NULL,
		location TEXT NOT NULL,
		age INTEGER NOT NULL,
		vaccine_type TEXT NOT NULL,
		n_dose INTEGER NOT NULL,
		department TEXT NOT NULL,
		lane TEXT NOT NULL,
		accepted_at INTEGER NOT NULL,
		stored_at INTEGER NOT NULL
	) STRICT;
	CREATE INDEX vaccinations_by_time ON vaccinations (stored_at DESC, id DESC, lane);
	PRAGMA application_id = ${0x43_6e_72_6f};
	PRAGMA user_version = 1;
	PRAGMA journal_mode = WAL;`;

const { id, name, location, age, vaccine_type, n_dose, department, lane, accepted_at, stored_at } =
	someDocument();
const INSERT_1 = 'INSERT INTO vaccinations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

let dir: string;
let path: string;
let first: DatabaseSync;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'canario-records-'));
	path = join(dir, 'records.db');
	first = new DatabaseSync(path);
	first.exec(VERSION_1);
	first
		.prepare(INSERT_1)
		.run(id, name, location, age, vaccine_type, n_dose, department, lane, accepted_at, stored_at);
});
afterEach(() => {
	if (first.isOpen) first.close();
	rmSync(dir, { recursive: true });
});

const versionOf = (database: DatabaseSync) => database.prepare('PRAGMA user_version').get()?.user_version;

/** Begins to upgrade the file in a thread of its own, as another process would, and takes its time. */
const FASTER = `
	const { parentPort, workerData: path } = require('node:worker_threads');
	const { DatabaseSync } = require('node:sqlite');
	const database = new DatabaseSync(path);
	database.exec('BEGIN IMMEDIATE; ALTER TABLE vaccinations ADD COLUMN source TEXT; PRAGMA user_version = 2');
	parentPort.postMessage('locked');
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
	database.exec('COMMIT');
	database.close();`;

describe('a record store of an earlier version', () => {
	it('is brought to this one with what is in it, and opens again', async () => {
		first.close();
		for (let n = 0; n < 2; n++) {
			const store = openSqliteRecordStore({ path });
			expect(await store.find([id])).toStrictEqual([someDocument()]);
			expect(await store.page({ filter: { source: 'traffic' }, limit: 5 })).toEqual({
				documents: [someDocument()],
			});
			const visitors = someDocument({ id: `v-${n}`, source: 'visitor' });
			expect(await store.insert([someDocument(), visitors])).toMatchObject([
				{ outcome: 'duplicate', sameAttempt: true },
				{ outcome: 'stored' },
			]);
			expect(await store.find([visitors.id])).toStrictEqual([visitors]);
			await store.close();
		}
	});

	it('has the same tables then as one that is made anew', () => {
		first.close();
		const columns = (file: string) => {
			void openSqliteRecordStore({ path: file }).close();
			const database = new DatabaseSync(file);
			const found = [
				'table_xinfo(vaccinations)',
				'index_xinfo(vaccinations_by_time)',
				'table_xinfo(journal)',
				'user_version',
			].map((pragma) => database.prepare(`PRAGMA ${pragma}`).all());
			database.close();
			return found;
		};
		expect(columns(path)).toEqual(columns(join(dir, 'new.db')));
	});

	it('lets a process of the first version, which has it open, go on', async () => {
		const insert = first.prepare(
			'INSERT INTO vaccinations (id, name, location, age, vaccine_type, n_dose, department, lane, accepted_at, ' +
				'stored_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
		);
		const store = openSqliteRecordStore({ path });
		insert.run('by-1', name, location, age, vaccine_type, n_dose, department, lane, accepted_at, stored_at);
		expect(await store.find(['by-1'])).toStrictEqual([someDocument({ id: 'by-1' })]);
		await store.close();
	});

	it('is taken as another process brings it up, when that one was faster', async () => {
		const faster = new Worker(FASTER, { eval: true, workerData: path });
		await new Promise((resolve) => faster.once('message', resolve));
		const store = openSqliteRecordStore({ path });
		expect(await store.count()).toBe(1);
		await store.close();
		await new Promise((resolve) => faster.once('exit', resolve));
	});

	it('gets the journal too when it was brought to the second version before', async () => {
		first.exec('ALTER TABLE vaccinations ADD COLUMN source TEXT; PRAGMA user_version = 2');
		const store = openSqliteRecordStore({ path });
		await store.journal.append('split', 1, 'x', 5);
		expect(await store.journal.tail('split', 5)).toEqual([{ seq: 1, atMs: 5, data: 'x' }]);
		expect(await store.find([id])).toStrictEqual([someDocument()]);
		await store.close();
	});

	it('stays as it was when it cannot be brought up', () => {
		first.exec('ALTER TABLE vaccinations RENAME TO elsewhere');
		expect(() => openSqliteRecordStore({ path })).toThrow(
			expect.objectContaining({ name: 'ServiceError', code: 'unavailable' }),
		);
		expect(versionOf(first)).toBe(1);
		first.exec('ALTER TABLE elsewhere RENAME TO vaccinations');
		void openSqliteRecordStore({ path }).close();
		expect(versionOf(first)).toBe(3);
	});
});
