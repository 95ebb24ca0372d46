import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { someDocument } from '../contract/some-document.ts';
import { openSqliteRecordStore } from './sqlite-record-store.ts';

const WRITER = fileURLToPath(new URL('./insert-loop.ts', import.meta.url));

let dir: string;
let path: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'canario-records-'));
	path = join(dir, 'records.db');
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Starts a writer; `done` resolves, when it is gone, to the ids that it said are stored and what became of each. */
function startWriter(prefix: string, batches: number) {
	const child = spawn(process.execPath, [WRITER, path, prefix, String(batches)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let printed = '';
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		printed += text;
	});
	const said = () =>
		printed
			.slice(0, printed.lastIndexOf('\n') + 1)
			.split('\n')
			.filter((line) => line !== '')
			.map((line) => line.split(' ') as [id: string, outcome: string]);
	return { child, said, done: once(child, 'close').then(said) };
}

describe('an SQLite record store that several processes use', () => {
	it('has everything that a killed writer said is stored', async () => {
		const writer = startWriter('id', 1_000_000);
		await expect.poll(() => writer.said().length, { timeout: 10_000 }).toBeGreaterThan(1_000);
		writer.child.kill('SIGKILL');
		const said = await writer.done;

		const store = openSqliteRecordStore({ path });
		for (let n = 0; n < said.length; n += 1_000) {
			const ids = said.slice(n, n + 1_000).map(([id]) => id);
			expect(await store.find(ids)).toHaveLength(ids.length);
		}
		// A batch is stored as a whole or not at all, and one at most was not spoken of yet.
		expect(await store.count()).toBeOneOf([said.length, said.length + 20]);
		await store.close();
	}, 20_000);

	it('is made by one of several that open it at once, and stores an id for one of them', async () => {
		const writers = Array.from({ length: 4 }, () => startWriter('same', 15));
		const outcomes = (await Promise.all(writers.map(({ done }) => done))).flat();
		expect(outcomes).toHaveLength(4 * 300);
		const stored = outcomes.filter(([, outcome]) => outcome === 'stored').map(([id]) => id);
		expect(new Set(stored).size).toBe(300);
		expect(stored).toHaveLength(300);
		expect(outcomes.filter(([, outcome]) => outcome === 'duplicate')).toHaveLength(900);
	}, 20_000);

	it('waits for the lock of another without stopping its own process', async () => {
		const store = openSqliteRecordStore({ path });
		const other = new DatabaseSync(path);
		other.exec('BEGIN IMMEDIATE');
		const inserted = store.insert([someDocument()]);
		// These turns of the event loop come while the insert waits; in the last the other lets go.
		for (let turns = 0; turns < 3; turns++) await new Promise((resolve) => setTimeout(resolve, 1));
		expect(await store.count()).toBe(0);
		other.exec('ROLLBACK');
		expect(await inserted).toEqual([{ outcome: 'stored' }]);
		other.close();
		await store.close();
	});

	it('says that the deadline was exceeded when the other keeps the lock, and works once it lets go', async () => {
		const store = openSqliteRecordStore({ path, lockTimeoutMs: 200 });
		const other = new DatabaseSync(path);
		other.exec('BEGIN IMMEDIATE');
		await expect(store.insert([someDocument()])).rejects.toMatchObject({
			code: 'deadline_exceeded',
			message: expect.stringContaining('locked by another process'),
		});
		other.exec('ROLLBACK');
		expect(await store.insert([someDocument()])).toEqual([{ outcome: 'stored' }]);
		other.close();
		await store.close();
	});
});
