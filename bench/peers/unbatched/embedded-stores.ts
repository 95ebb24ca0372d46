import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Vaccination } from '@canario/contracts/vaccination';
import { connections, type Policy } from './connections.ts';
import { countersOf, type PeerStores } from './stores.ts';

const COLUMNS = [
	'id',
	'name',
	'location',
	'age',
	'vaccine_type',
	'n_dose',
	'department',
	'lane',
	'accepted_at',
	'stored_at',
] as const;

/** SQLite and counters in memory, for a platform in one process. A connection is an open file. */
export function embeddedStores(policy: Policy, dir: string): PeerStores {
	const path = join(dir, 'peer.sqlite');
	const reader = openDatabase(path);
	reader.exec(SCHEMA);
	const withDatabase = connections(
		policy,
		async () => openDatabase(path),
		(database) => database.close(),
	);
	const counters = new Map<string, number>();
	let wake = () => {};
	return {
		insert: (document) =>
			withDatabase(async (database) => {
				const sql = `INSERT INTO vaccinations VALUES (${COLUMNS.map(() => '?').join(', ')})`;
				database.prepare(sql).run(...COLUMNS.map((column) => document[column]));
			}),
		async count(document) {
			for (const counter of countersOf(document)) counters.set(counter, (counters.get(counter) ?? 0) + 1);
		},
		append: (vaccination) =>
			withDatabase(async (database) => {
				database.prepare('INSERT INTO queue (payload) VALUES (?)').run(JSON.stringify(vaccination));
				wake();
			}),
		async consume(store) {
			const next = reader.prepare('SELECT number, payload FROM queue ORDER BY number LIMIT 1');
			const remove = reader.prepare('DELETE FROM queue WHERE number = ?');
			for (;;) {
				const entry = next.get() as { number: number; payload: string } | undefined;
				if (entry === undefined) {
					await new Promise<void>((resolve) => {
						wake = resolve;
					});
					continue;
				}
				await store(JSON.parse(entry.payload) as Vaccination);
				remove.run(entry.number);
				// SQLite works on this thread: requests get their turn
				await new Promise((resolve) => setImmediate(resolve));
			}
		},
		waiting: async () => Number(reader.prepare('SELECT count(*) AS n FROM queue').get()?.n),
	};
}

/** The keys and the index of Canario's own file. */
const SCHEMA = `
	PRAGMA journal_mode = WAL;
	CREATE TABLE vaccinations (
		id TEXT NOT NULL UNIQUE, name TEXT, location TEXT, age INTEGER, vaccine_type TEXT, n_dose INTEGER,
		department TEXT, lane TEXT, accepted_at INTEGER, stored_at INTEGER);
	CREATE INDEX by_time ON vaccinations (stored_at DESC, id DESC, lane);
	CREATE TABLE queue (number INTEGER PRIMARY KEY, payload TEXT)`;

/** As durable as Canario's: on the disk at each commit. */
function openDatabase(path: string): DatabaseSync {
	const database = new DatabaseSync(path, { timeout: 5_000 });
	database.exec('PRAGMA synchronous = FULL');
	return database;
}
