import { DatabaseSync } from 'node:sqlite';
import { ServiceError } from '@canario/service-kit/service-error';

const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

const SCHEMA = `
	CREATE TABLE IF NOT EXISTS entries (
		id INTEGER PRIMARY KEY,
		payload TEXT NOT NULL,
		-- Counted from the second time on: that it was handed out once is told by books.handed_out_to.
		deliveries INTEGER NOT NULL DEFAULT 1
	);
	CREATE TABLE IF NOT EXISTS dead (
		number INTEGER PRIMARY KEY,
		payload TEXT NOT NULL,
		reason TEXT NOT NULL,
		at_ms INTEGER NOT NULL,
		vaccination_id TEXT
	);
	CREATE INDEX IF NOT EXISTS dead_by_vaccination ON dead (vaccination_id);
	CREATE TABLE IF NOT EXISTS books (
		only INTEGER PRIMARY KEY CHECK (only = 1),
		taken INTEGER NOT NULL DEFAULT 0,
		repeats INTEGER NOT NULL DEFAULT 0,
		dead_lettered INTEGER NOT NULL DEFAULT 0,
		conflicts INTEGER NOT NULL DEFAULT 0,
		resets INTEGER NOT NULL DEFAULT 0,
		audited INTEGER NOT NULL DEFAULT 0,
		-- Entries up to this id were handed out at least once.
		handed_out_to INTEGER NOT NULL DEFAULT 0
	);
	INSERT OR IGNORE INTO books (only) VALUES (1);
`;

/**
 * Opens the file of an embedded stream, for this process alone.
 *
 * @throws {ServiceError} `unavailable` when another process has it, or when it is no such file.
 */
export function openLiveFile(path: string): DatabaseSync {
	let database: DatabaseSync | undefined;
	try {
		database = new DatabaseSync(path);
		// The lock is taken with the first access and kept until the process ends, however it ends.
		database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
		database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
		return database;
	} catch (error) {
		if (database?.isOpen) database.close();
		throw liveFileError(error, path);
	}
}

/** Translates what the file refused, with the way out where there is one. */
export function liveFileError(error: unknown, path: string): ServiceError {
	if (error instanceof ServiceError) return error;
	return new ServiceError('unavailable', `${path}: ${reasonOf(error)}`, { cause: error });
}

function reasonOf(error: unknown): string {
	const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
	if (code === SQLITE_BUSY) {
		return 'another process uses this file; stop that one, or choose another data directory';
	}
	if (code === SQLITE_NOTADB)
		return 'this is not a stream file; move it away, or choose another data directory';
	if (code === SQLITE_FULL) return 'the disk is full';
	return error instanceof Error ? error.message : 'the file cannot be used';
}
