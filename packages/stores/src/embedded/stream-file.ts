import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { vaccinationIdOf } from '../dead-letters.ts';
import type { DeadLetter } from '../green-stream.ts';

/** An entry that was not settled. */
export interface Entry {
	readonly id: number;
	readonly payload: string;
	/** How often it was handed out, once it was. */
	readonly deliveries: number;
}

/** What the file keeps of the books. */
export interface FileBooks {
	taken: number;
	repeats: number;
	deadLettered: number;
	conflicts: number;
	/** How often the books had to begin anew, because the file was new and the record store was not. */
	resets: number;
	audited: number;
}

const BOOKS = 'taken, repeats, dead_lettered AS deadLettered, conflicts, resets, audited';

/** The statements of an embedded stream; each takes part in the transaction that is open, if one is. */
export class StreamFile {
	readonly #database: DatabaseSync;
	readonly #statements = new Map<string, StatementSync>();
	#lastId: number;

	constructor(database: DatabaseSync) {
		this.#database = database;
		// An id is never used again, also when the newest entries are gone: all that are gone were handed out.
		const newest = this.#row<{ id: number }>('SELECT ifnull(max(id), 0) AS id FROM entries').id;
		this.#lastId = Math.max(newest, this.handedOutTo());
	}

	append(payload: string): void {
		this.#lastId += 1;
		this.#run('INSERT INTO entries (id, payload) VALUES (?, ?)', this.#lastId, payload);
	}

	/** Whether the entry was there until now. */
	remove(id: number): boolean {
		return this.#run('DELETE FROM entries WHERE id = ?', id) === 1;
	}

	/** The first `limit` entries with `after < id <= upTo`. */
	entries(after: number, upTo: number, limit: number): readonly Entry[] {
		return this.#statement(
			'SELECT id, payload, deliveries FROM entries WHERE id > ? AND id <= ? ORDER BY id LIMIT ?',
		).all(after, upTo, limit) as unknown as Entry[];
	}

	/** The entry, handed out once more and that noted; undefined when it is settled. */
	deliverAgain(id: number): Entry | undefined {
		return this.#statement(
			'UPDATE entries SET deliveries = deliveries + 1 WHERE id = ? RETURNING id, payload, deliveries',
		).get(id) as Entry | undefined;
	}

	pending(): number {
		return this.#row<{ n: number }>('SELECT count(*) AS n FROM entries').n;
	}

	handedOutTo(): number {
		return this.#row<{ id: number }>('SELECT handed_out_to AS id FROM books').id;
	}

	noteHandedOutTo(id: number): void {
		this.#run('UPDATE books SET handed_out_to = ?', id);
	}

	/**
	 * Runs `write` as a transaction that does not wait for the disk. A killed process loses none of it, a machine
	 * without power may: for hand-outs, which then happen once more.
	 */
	unsynced<T>(write: () => T): T {
		this.#database.exec('PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE');
		try {
			const result = write();
			this.#database.exec('COMMIT');
			return result;
		} finally {
			if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
			this.#database.exec('PRAGMA synchronous = FULL');
		}
	}

	books(): FileBooks {
		return { ...this.#row<FileBooks>(`SELECT ${BOOKS} FROM books`) };
	}

	addToBooks(by: Omit<FileBooks, 'audited'>): void {
		this.#run(
			`UPDATE books SET taken = taken + ?, repeats = repeats + ?, dead_lettered = dead_lettered + ?,
				conflicts = conflicts + ?, resets = resets + ?`,
			...[by.taken, by.repeats, by.deadLettered, by.conflicts, by.resets],
		);
	}

	noteAudited(): void {
		this.#run('UPDATE books SET audited = 1');
	}

	bury({ payload, reason, atMs }: DeadLetter): void {
		this.#run(
			'INSERT INTO dead (payload, reason, at_ms, vaccination_id) VALUES (?, ?, ?, ?)',
			...[payload, reason, Math.floor(atMs), vaccinationIdOf(payload) ?? null],
		);
	}

	dead(limit: number): readonly DeadLetter[] {
		return this.#statement('SELECT payload, reason, at_ms AS atMs FROM dead ORDER BY number DESC LIMIT ?')
			.all(limit)
			.map((row) => ({ ...row }) as unknown as DeadLetter);
	}

	isDead(vaccinationId: string): boolean {
		return this.#statement('SELECT 1 FROM dead WHERE vaccination_id = ?').get(vaccinationId) !== undefined;
	}

	#row<T>(sql: string): T {
		return this.#statement(sql).get() as T;
	}

	#run(sql: string, ...parameters: (string | number | null)[]): number {
		return Number(this.#statement(sql).run(...parameters).changes);
	}

	#statement(sql: string): StatementSync {
		const known = this.#statements.get(sql);
		if (known) return known;
		const prepared = this.#database.prepare(sql);
		this.#statements.set(sql, prepared);
		return prepared;
	}
}
