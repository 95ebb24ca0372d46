import type { DatabaseSync } from 'node:sqlite';

interface Waiting {
	/** Writes; what it returns tells the world, once the write is on the disk. */
	readonly write: () => () => void;
	readonly reject: (error: unknown) => void;
}

/**
 * Writes what gathers in one turn of the event loop as one transaction, so that all of it costs one wait for
 * the disk. When the transaction fails, all of it has failed.
 */
export class GroupCommit {
	readonly #database: DatabaseSync;
	#waiting: Waiting[] = [];

	constructor(database: DatabaseSync) {
		this.#database = database;
	}

	/**
	 * Runs `write` within a transaction, then `done` with its result as soon as that is on the disk, before
	 * anything else runs. Resolves with the result.
	 */
	run<T>(write: () => T, done: (result: T) => void): Promise<T> {
		return new Promise((resolve, reject) => {
			if (this.#waiting.length === 0) setImmediate(() => this.flush());
			this.#waiting.push({
				write: () => {
					const result = write();
					return () => {
						done(result);
						resolve(result);
					};
				},
				reject,
			});
		});
	}

	/** Writes now what is waiting. */
	flush(): void {
		const group = this.#waiting;
		if (group.length === 0) return;
		this.#waiting = [];
		let tell: (() => void)[];
		try {
			this.#database.exec('BEGIN IMMEDIATE');
			tell = group.map(({ write }) => write());
			this.#database.exec('COMMIT');
		} catch (error) {
			if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec('ROLLBACK');
			for (const { reject } of group) reject(error);
			return;
		}
		for (const done of tell) done();
	}
}
