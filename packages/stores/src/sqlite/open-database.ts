import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ServiceError } from '@canario/service-kit/service-error';
import { translateSqliteError } from './sqlite-errors.ts';

/** How long opening waits for another process that is creating or recovering the same file, ms. */
const OPEN_TIMEOUT_MS = 5_000;

/** How a file of ours is made and known again. */
export interface DatabaseSchema {
	/** What it is, for messages: "a record store". */
	readonly what: string;
	/** Written into the file's header; tells our files from others'. */
	readonly applicationId: number;
	/** Version of the tables. */
	readonly version: number;
	/** SQL that makes them in an empty file. */
	readonly create: string;
	/** SQL that leads from an earlier version to the next, by the earlier one; the oldest that can be read is its first. */
	readonly upgrades?: Readonly<Record<number, string>>;
}

/**
 * Opens the file at `path`, or makes it (readable for its owner only); ':memory:' for none. A file of an earlier
 * version is brought to this one where the schema has a way. What is committed to it is on the disk.
 *
 * @throws {ServiceError} `unavailable` when it cannot be opened, is not ours, or is of a version that this program
 * cannot read; the message names the way out.
 */
export function openDatabase(path: string, schema: DatabaseSchema): DatabaseSync {
	touch(path, schema);
	let database: DatabaseSync | undefined;
	try {
		database = new DatabaseSync(path, { timeout: OPEN_TIMEOUT_MS });
		if (versionOf(database, path, schema) !== schema.version) bringUp(database, path, schema);
		database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
		return database;
	} catch (error) {
		database?.close();
		throw translateSqliteError(error, path);
	}
}

/** SQLite would make the file readable for everybody, and says less when it cannot. */
function touch(path: string, { what }: DatabaseSchema): void {
	if (path === ':memory:') return;
	try {
		closeSync(openSync(path, 'a', 0o600));
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ServiceError('unavailable', `${what} cannot be opened: ${reason}`, { cause });
	}
}

/** The version of the file's tables, which the schema can read or has a way from; 0 for an empty file. */
function versionOf(database: DatabaseSync, path: string, schema: DatabaseSchema): number {
	const read = (sql: string) => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
	const applicationId = read('PRAGMA application_id');
	const version = read('PRAGMA user_version');
	if (applicationId === 0 && version === 0 && read('SELECT count(*) FROM sqlite_schema') === 0) return 0;
	if (applicationId !== schema.applicationId) {
		throw new ServiceError(
			'unavailable',
			`${path} is not ${schema.what} of Canario; give another path, or move the file away`,
		);
	}
	if (version !== schema.version && schema.upgrades?.[version] === undefined) {
		throw new ServiceError(
			'unavailable',
			`${path} is ${schema.what} of version ${version}, this program reads version ${schema.version}; ` +
				'use the program that wrote it, or another path',
		);
	}
	return version;
}

/** Makes the tables in an empty file, or brings those of an earlier version to this one: as a whole, or not at all. */
function bringUp(database: DatabaseSync, path: string, schema: DatabaseSchema): void {
	database.exec('BEGIN IMMEDIATE');
	// Another process may have been faster.
	const version = versionOf(database, path, schema);
	if (version === 0) database.exec(schema.create);
	else for (let from = version; from < schema.version; from++) database.exec(schema.upgrades?.[from] ?? '');
	database.exec(`
		PRAGMA application_id = ${schema.applicationId};
		PRAGMA user_version = ${schema.version};
		COMMIT`);
}
