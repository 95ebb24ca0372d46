import type { DatabaseSchema } from './open-database.ts';

/** The columns of a document, in the order in which they are inserted. */
export const COLUMNS = [
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
	'source',
] as const;

const JOURNAL = `
	CREATE TABLE journal (
		stream TEXT NOT NULL,
		seq INTEGER NOT NULL,
		at INTEGER NOT NULL,
		data TEXT NOT NULL,
		PRIMARY KEY (stream, seq)
	) STRICT, WITHOUT ROWID;`;

/**
 * The file of the record store. A table with row ids: as fast as one without for ids in the order of time, and
 * a quarter faster for senders' own keys, which come in any order. The index answers
 * `slots` alone; `lane` is in it for that. `page` walks along it and looks into the table, where the documents lie
 * in nearly the same order: a million take 0.4 s so, and little less with all that is filtered by in the index.
 */
export const RECORD_SCHEMA: DatabaseSchema = {
	what: 'a record store',
	applicationId: 0x43_6e_72_6f,
	version: 3,
	create: `
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
			stored_at INTEGER NOT NULL,
			source TEXT
		) STRICT;
		CREATE INDEX vaccinations_by_time ON vaccinations (stored_at DESC, id DESC, lane);
		${JOURNAL}`,
	upgrades: {
		1: 'ALTER TABLE vaccinations ADD COLUMN source TEXT',
		2: JOURNAL,
	},
};
