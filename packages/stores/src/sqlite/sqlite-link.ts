import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '@canario/service-kit/service-error';
import { type JournalStatements, prepareJournal } from './journal-statements.ts';
import { openDatabase } from './open-database.ts';
import { RECORD_SCHEMA } from './record-schema.ts';
import { prepareStatements, type Statements as RecordStatements } from './record-statements.ts';
import { isBusy, translateSqliteError } from './sqlite-errors.ts';

// SQLite works on the calling thread, so waiting for another process's lock goes in slices, with pauses in which
// this process lives on.
const LOCK_SLICE_MS = 50;
const LOCK_PAUSE_MS = 50;

export type Statements = RecordStatements & JournalStatements;

/** One file of the record store, with a limit on waiting for others who have it open. */
export class SqliteLink {
	readonly path: string;
	readonly #database: DatabaseSync;
	readonly #statements: Statements;
	readonly #lockTries: number;

	/** Throws ServiceError('unavailable') when the file cannot be used; the message names the way out. */
	constructor(path: string, lockTimeoutMs: number) {
		this.path = path;
		this.#database = openDatabase(path, RECORD_SCHEMA);
		this.#database.exec(`PRAGMA busy_timeout = ${LOCK_SLICE_MS}`);
		this.#statements = { ...prepareStatements(this.#database), ...prepareJournal(this.#database) };
		this.#lockTries = Math.ceil(lockTimeoutMs / (LOCK_SLICE_MS + LOCK_PAUSE_MS));
	}

	/** Does `work`, in one go once it has the locks that it needs. Rejects with ServiceErrors. */
	async ask<T>(work: (statements: Statements) => T): Promise<T> {
		for (let tries = 1; ; tries++) {
			if (!this.#database.isOpen) throw new ServiceError('unavailable', `${this.path} is closed`);
			try {
				return work(this.#statements);
			} catch (error) {
				if (this.#database.isTransaction) this.#statements.rollback();
				if (!isBusy(error) || tries >= this.#lockTries) throw translateSqliteError(error, this.path);
			}
			await sleep(LOCK_PAUSE_MS);
		}
	}

	close(): void {
		if (this.#database.isOpen) this.#database.close();
	}
}
