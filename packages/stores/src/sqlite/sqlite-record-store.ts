import type { DatabaseSync } from 'node:sqlite';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import type { DocumentGroup, InsertOutcome, RecordStore } from '../record-store.ts';
import { checkIds, checkLimit } from '../records/check-arguments.ts';
import { allBefore, inWindows, type Span } from '../records/in-windows.ts';
import { outcomeOfRepeat } from '../records/outcome-of-repeat.ts';
import { type Counted, GroupSums, type SlotCount, SlotSums } from '../records/sums.ts';
import { openDatabase } from './open-database.ts';
import { RECORD_SCHEMA } from './record-schema.ts';
import { prepareStatements, type Statements } from './record-statements.ts';
import { isBusy, translateSqliteError } from './sqlite-errors.ts';

// SQLite works on the calling thread, so waiting for another process's lock goes in slices, with pauses in which
// this process lives on.
const LOCK_SLICE_MS = 50;
const LOCK_PAUSE_MS = 50;

/** How long the long reads keep the thread at a time, ms. */
const READ_GOAL_MS = 20;

interface Options {
	readonly path: string;
	/** How long a call waits while another process writes, milliseconds; then it is `deadline_exceeded`. */
	readonly lockTimeoutMs?: number;
}

/** Counts the documents of a span of time in some way. */
type Query<Row> = (statements: Statements, span: Span) => readonly Row[];

/**
 * Opens the record store in the file at `path` (its folder must be there), or makes it. Several processes may
 * open the same file. ':memory:' gives one that is gone when it is closed.
 *
 * @throws {ServiceError} `unavailable` when the file cannot be used; the message names the way out.
 */
export function openSqliteRecordStore({ path, lockTimeoutMs = 5_000 }: Options): RecordStore {
	const database = openDatabase(path, RECORD_SCHEMA);
	database.exec(`PRAGMA busy_timeout = ${LOCK_SLICE_MS}`);
	return new SqliteRecordStore(database, path, Math.ceil(lockTimeoutMs / (LOCK_SLICE_MS + LOCK_PAUSE_MS)));
}

class SqliteRecordStore implements RecordStore {
	readonly #database: DatabaseSync;
	readonly #statements: Statements;
	readonly #path: string;
	readonly #lockTries: number;

	constructor(database: DatabaseSync, path: string, lockTries: number) {
		this.#database = database;
		this.#statements = prepareStatements(database);
		this.#path = path;
		this.#lockTries = lockTries;
	}

	insert(documents: readonly StoredVaccination[]): Promise<readonly InsertOutcome[]> {
		return this.#ask(({ begin, insert, byId, commit }) => {
			if (documents.length === 0) return [];
			begin();
			const outcomes = documents.map((document): InsertOutcome => {
				if (insert(document)) return { outcome: 'stored' };
				const [first] = byId([document.id]);
				if (!first) throw new ServiceError('internal', `${this.#path} refused an id that it does not have`);
				return outcomeOfRepeat(first, document);
			});
			commit();
			return outcomes;
		});
	}

	find(ids: readonly string[]): Promise<readonly StoredVaccination[]> {
		return this.#ask(({ byId }) => {
			checkIds(ids);
			return byId(ids);
		});
	}

	latest(limit: number): Promise<readonly StoredVaccination[]> {
		return this.#ask(({ latest }) => {
			checkLimit(limit);
			return latest(limit);
		});
	}

	count(): Promise<number> {
		return this.#ask(({ count }) => count());
	}

	async groups(beforeMs: number) {
		const sums = new GroupSums();
		const query: Query<DocumentGroup> = ({ groups }, span) => groups(span);
		await this.#read(allBefore(beforeMs), query, (group) => sums.add(group));
		return sums.list();
	}

	async slots(fromMs: number, beforeMs: number, slotMs: number) {
		const sums = new SlotSums();
		const query: Query<SlotCount> = ({ slots }, span) => slots(span, slotMs);
		await this.#read({ fromMs, beforeMs }, query, (slot) => sums.add(slot));
		return sums.map();
	}

	ping(): Promise<void> {
		return this.#ask(({ ping }) => ping());
	}

	async close(): Promise<void> {
		if (this.#database.isOpen) this.#database.close();
	}

	/** Reads a span of time in windows, and lets others have the thread in between. */
	async #read<Row extends Counted>(span: Span, query: Query<Row>, add: (row: Row) => void): Promise<void> {
		await inWindows(span, {
			goalMs: READ_GOAL_MS,
			leapMs: 0,
			nowMs: () => performance.now(),
			last: (beforeMs) => this.#ask(({ lastBefore }) => lastBefore(beforeMs)),
			read: async (window) => {
				await setImmediate();
				const rows = await this.#ask((statements) => query(statements, window));
				for (const row of rows) add(row);
				return rows.reduce((sum, { count }) => sum + count, 0);
			},
		});
	}

	/** Does `work`, in one go once it has the locks that it needs. */
	async #ask<T>(work: (statements: Statements) => T): Promise<T> {
		for (let tries = 1; ; tries++) {
			if (!this.#database.isOpen) throw new ServiceError('unavailable', `${this.#path} is closed`);
			try {
				return work(this.#statements);
			} catch (error) {
				if (this.#database.isTransaction) this.#statements.rollback();
				if (!isBusy(error) || tries >= this.#lockTries) throw translateSqliteError(error, this.#path);
			}
			await sleep(LOCK_PAUSE_MS);
		}
	}
}
