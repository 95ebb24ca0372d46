import { ServiceError } from '@canario/service-kit/service-error';

// Primary result codes of SQLite (https://sqlite.org/rescode.html).
const BUSY = 5;
const LOCKED = 6;
const FULL = 13;
const CORRUPT = 11;
const NOTADB = 26;

interface SqliteError extends Error {
	/** The extended result code; its lowest eight bits are the primary one. */
	readonly errcode: number;
}

function isSqliteError(error: unknown): error is SqliteError {
	return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

/** Whether `error` says that another connection holds the lock that was needed. */
export function isBusy(error: unknown): boolean {
	if (!isSqliteError(error)) return false;
	const code = error.errcode & 0xff;
	return code === BUSY || code === LOCKED;
}

/** What SQLite threw, as what a caller can act on. What is none of SQLite's errors stays as it is. */
export function translateSqliteError(error: unknown, path: string): unknown {
	if (!isSqliteError(error)) return error;
	if (isBusy(error)) {
		return new ServiceError('deadline_exceeded', `${path} is locked by another process`, { cause: error });
	}
	return new ServiceError('unavailable', `${path}: ${adviceOn(error)}`, { cause: error });
}

function adviceOn(error: SqliteError): string {
	switch (error.errcode & 0xff) {
		case FULL:
			return 'the disk is full; free some space';
		case CORRUPT:
			return 'the file is damaged; restore it from a copy, or move it away to begin with an empty one';
		case NOTADB:
			return 'the file is not an SQLite database; give another path, or move it away';
		default:
			return error.message;
	}
}
