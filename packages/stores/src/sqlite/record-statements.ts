import type { DatabaseSync } from 'node:sqlite';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import type { DocumentGroup } from '../record-store.ts';
import type { Span } from '../records/in-windows.ts';
import type { SlotCount } from '../records/sums.ts';
import { COLUMNS } from './record-schema.ts';

export type Statements = ReturnType<typeof prepareStatements>;

const ALL_COLUMNS = COLUMNS.join(', ');

/** The SQL of the record store, as functions. All of them work on the calling thread. */
export function prepareStatements(database: DatabaseSync) {
	const begin = database.prepare('BEGIN IMMEDIATE');
	const commit = database.prepare('COMMIT');
	const rollback = database.prepare('ROLLBACK');
	const ping = database.prepare('SELECT 1 FROM vaccinations LIMIT 1');
	const insert = database.prepare(`
		INSERT INTO vaccinations (${ALL_COLUMNS}) VALUES (${COLUMNS.map(() => '?').join(', ')})
		ON CONFLICT (id) DO NOTHING`);
	const byId = database.prepare(`
		SELECT ${ALL_COLUMNS} FROM vaccinations WHERE id IN (SELECT value FROM json_each(?))`);
	const latest = database.prepare(`
		SELECT ${ALL_COLUMNS} FROM vaccinations ORDER BY stored_at DESC, id DESC LIMIT ?`);
	const count = database.prepare('SELECT count(*) AS count FROM vaccinations');
	const lastBefore = database.prepare(`
		SELECT stored_at FROM vaccinations WHERE stored_at < ? ORDER BY stored_at DESC LIMIT 1`);
	const groups = database.prepare(`
		SELECT lane, department, vaccine_type, age, n_dose, count(*) AS count
		FROM vaccinations WHERE stored_at >= ? AND stored_at < ? GROUP BY 1, 2, 3, 4, 5`);
	const slots = database.prepare(`
		SELECT CAST(floor(stored_at / ?) AS INTEGER) AS slot, lane, count(*) AS count
		FROM vaccinations WHERE stored_at >= ? AND stored_at < ? GROUP BY 1, 2`);

	return {
		/** Takes the write lock at once, so that what is read inside stays true until the commit. */
		begin: () => void begin.run(),
		/** On the disk when it returns. */
		commit: () => void commit.run(),
		rollback: () => void rollback.run(),
		ping: () => void ping.get(),
		/** True when it was new, false when its id is taken. */
		insert: (document: StoredVaccination) =>
			insert.run(...COLUMNS.map((column) => document[column])).changes === 1,
		byId: (ids: readonly string[]) => rows<StoredVaccination>(byId.all(JSON.stringify(ids))),
		latest: (limit: number) => rows<StoredVaccination>(latest.all(limit)),
		count: () => Number(count.get()?.count),
		lastBefore: (beforeMs: number) => lastBefore.get(beforeMs)?.stored_at as number | undefined,
		groups: ({ fromMs, beforeMs }: Span) => rows<DocumentGroup>(groups.all(fromMs, beforeMs)),
		slots: ({ fromMs, beforeMs }: Span, slotMs: number) =>
			rows<SlotCount>(slots.all(slotMs, fromMs, beforeMs)),
	};
}

/** Rows as plain objects; the tables are strict, so that their columns have the types that `Row` says. */
function rows<Row>(found: readonly object[]): readonly Row[] {
	return found.map((row) => ({ ...row }) as Row);
}
