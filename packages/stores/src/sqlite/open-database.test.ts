import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from './open-database.ts';

const SCHEMA = { what: 'a test file', applicationId: 4711, version: 2, create: 'CREATE TABLE t (a INTEGER)' };

let dir: string;
let path: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'canario-sqlite-'));
	path = join(dir, 'file.db');
});
afterEach(() => rmSync(dir, { recursive: true }));

const refusal = (message: RegExp) =>
	expect.objectContaining({
		name: 'ServiceError',
		code: 'unavailable',
		message: expect.stringMatching(message),
	});

/** Makes the file as another program would. */
function write(sql: string): void {
	const database = new DatabaseSync(path);
	database.exec(sql);
	database.close();
}

/** Makes the file of SCHEMA in a thread of its own, and takes its time between the lock and the commit. */
const FASTER = `
	const { parentPort, workerData: { path, sql } } = require('node:worker_threads');
	const { DatabaseSync } = require('node:sqlite');
	const database = new DatabaseSync(path);
	database.exec('BEGIN IMMEDIATE');
	parentPort.postMessage('locked');
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
	database.exec(sql + '; INSERT INTO t VALUES (42); PRAGMA application_id = 4711; PRAGMA user_version = 2; COMMIT');
	database.close();`;

describe('opening a file', () => {
	it('makes it, for its owner only, and opens it again with what is in it', () => {
		const made = openDatabase(path, SCHEMA);
		made.exec('INSERT INTO t VALUES (42)');
		made.close();
		expect(statSync(path).mode & 0o777).toBe(0o600);
		const opened = openDatabase(path, SCHEMA);
		expect(opened.prepare('SELECT a FROM t').get()).toEqual({ a: 42 });
		opened.close();
	});

	it('has what is committed on the disk: write-ahead log, synchronised at each commit', () => {
		const database = openDatabase(path, SCHEMA);
		expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
		expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
		database.close();
	});

	it('takes the file as another process makes it, when that one was faster', async () => {
		const faster = new Worker(FASTER, { eval: true, workerData: { path, sql: SCHEMA.create } });
		await once(faster, 'message');
		// Empty to whoever looks now, and locked; it is made before the lock is let go.
		const database = openDatabase(path, SCHEMA);
		expect(database.prepare('SELECT a FROM t').get()).toEqual({ a: 42 });
		database.close();
		await once(faster, 'exit');
	});

	it('opens nothing but memory when asked for memory', () => {
		const database = openDatabase(':memory:', SCHEMA);
		expect(database.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
		database.close();
	});

	it('refuses a file that a newer program wrote, and says what to do', () => {
		openDatabase(path, { ...SCHEMA, version: 3 }).close();
		expect(() => openDatabase(path, SCHEMA)).toThrow(
			refusal(/file\.db is a test file of version 3, this program reads version 2; use the program that/),
		);
	});

	it.each([
		['tables of somebody else', 'CREATE TABLE theirs (a)'],
		['the mark of somebody else', 'PRAGMA application_id = 1'],
		['a version of somebody else', 'PRAGMA user_version = 2'],
	])('refuses a database with %s and leaves it as it was', (_, sql) => {
		write(sql);
		const before = statSync(path);
		expect(() => openDatabase(path, SCHEMA)).toThrow(
			refusal(/is not a test file of Canario; give another path/),
		);
		expect(statSync(path)).toMatchObject({ size: before.size, mtimeMs: before.mtimeMs });
	});

	it('refuses a file that is no database', () => {
		writeFileSync(path, 'name,location,age\n'.repeat(100));
		expect(() => openDatabase(path, SCHEMA)).toThrow(refusal(/file\.db: the file is not an SQLite database/));
	});

	it('refuses a database that was cut short', () => {
		const database = openDatabase(path, SCHEMA);
		database.exec(`
			INSERT INTO t
			WITH RECURSIVE n (v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 5000) SELECT v FROM n`);
		database.close();
		truncateSync(path, 8_192);
		expect(() => openDatabase(path, SCHEMA)).toThrow(refusal(/file\.db: the file is damaged; restore it/));
	});

	it('names the folder that is not there', () => {
		const lost = join(dir, 'nowhere', 'file.db');
		expect(() => openDatabase(lost, SCHEMA)).toThrow(
			refusal(/a test file cannot be opened: ENOENT.*nowhere/),
		);
	});
});
