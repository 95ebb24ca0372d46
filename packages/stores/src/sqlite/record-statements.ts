import type { DatabaseSync } from 'node:sqlite';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import type { DocumentGroup, RecordFilter, RecordPlace } from '../record-store.ts';
import type { Bounds } from '../records/bounds.ts';
import type { Span } from '../records/in-windows.ts';
import type { SlotCount } from '../records/sums.ts';
import { agreeing, all, type Conditions, within } from './record-conditions.ts';
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
	const count = database.prepare('SELECT count(*) AS count FROM vaccinations');
	const lastBefore = database.prepare(`
		SELECT stored_at FROM vaccinations WHERE stored_at < ? ORDER BY stored_at DESC LIMIT 1`);
	const groups = database.prepare(`
		SELECT lane, department, vaccine_type, age, n_dose, source, count(*) AS count
		FROM vaccinations WHERE stored_at >= ? AND stored_at < ? GROUP BY 1, 2, 3, 4, 5, 6`);
	const slots = database.prepare(`
		SELECT CAST(floor(stored_at / ?) AS INTEGER) AS slot, lane, count(*) AS count
		FROM vaccinations WHERE stored_at >= ? AND stored_at < ? GROUP BY 1, 2`);
	/** The index is named lest the planner should ever sort a million documents instead. */
	const inOrder = (columns: string, { sql }: Conditions, end: string) =>
		database.prepare(`
			SELECT ${columns} FROM vaccinations INDEXED BY vaccinations_by_time WHERE ${sql}
			ORDER BY stored_at DESC, id DESC ${end}`);

	return {
		/** Takes the write lock at once, so that what is read inside stays true until the commit. */
		begin: () => void begin.run(),
		/** On the disk when it returns. */
		commit: () => void commit.run(),
		rollback: () => void rollback.run(),
		ping: () => void ping.get(),
		/** True when it was new, false when its id is taken. */
		insert: (document: StoredVaccination) =>
			insert.run(...COLUMNS.map((column) => document[column] ?? null)).changes === 1,
		byId: (ids: readonly string[]) => withSource<StoredVaccination>(byId.all(JSON.stringify(ids))),
		place: (bounds: Bounds, nth: number) => {
			const here = within(bounds);
			const end = inOrder('stored_at AS storedAtMs, id', here, 'LIMIT 1 OFFSET ?');
			return rows<RecordPlace>(end.all(...here.values, nth - 1))[0];
		},
		matching: (filter: RecordFilter, bounds: Bounds, limit: number) => {
			const wanted = all([within(bounds), agreeing(filter)]);
			const found = inOrder(ALL_COLUMNS, wanted, 'LIMIT ?').all(...wanted.values, limit);
			return withSource<StoredVaccination>(found);
		},
		count: () => Number(count.get()?.count),
		lastBefore: (beforeMs: number) => lastBefore.get(beforeMs)?.stored_at as number | undefined,
		groups: ({ fromMs, beforeMs }: Span) => withSource<DocumentGroup>(groups.all(fromMs, beforeMs)),
		slots: ({ fromMs, beforeMs }: Span, slotMs: number) =>
			rows<SlotCount>(slots.all(slotMs, fromMs, beforeMs)),
	};
}

/** Rows as plain objects; the tables are strict, so that their columns have the types that `Row` says. */
function rows<Row>(found: readonly object[]): readonly Row[] {
	return found.map((row) => ({ ...row }) as Row);
}

/** Rows with a nullable column `source`, which is left out where it is null. */
function withSource<Row>(found: readonly object[]): readonly Row[] {
	return rows<{ source: unknown }>(found).map(
		({ source, ...row }) => Object.assign(row, source === null ? {} : { source }) as Row,
	);
}
