import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ServiceError } from '@canario/service-kit/service-error';

/** Its file in the data directory; it stays there, since deleting it could leave two platforms with a lock each. */
export const LOCK = 'lock.sqlite';

/**
 * Makes this the one platform of `dir` until the function that it gives is called, or the process ends, however
 * it ends: an open transaction is a lock that the operating system takes back, and no pid can be mistaken.
 *
 * @throws {ServiceError} `unavailable`, with the way out, while another platform has it.
 */
export function lockDirectory(dir: string): () => void {
	const database = new DatabaseSync(join(dir, LOCK), { timeout: 0 });
	try {
		database.exec('BEGIN IMMEDIATE');
		// for the message below; whoever fails at the second begin had no lock, and another has it
		database.exec(`PRAGMA user_version = ${process.pid}; COMMIT; BEGIN IMMEDIATE`);
	} catch (cause) {
		const holder = pidOfHolder(database);
		database.close();
		if (!isBusy(cause)) throw cause;
		throw new ServiceError(
			'unavailable',
			`a platform runs from ${dir} already${holder}: stop it, or name another --data`,
			{ cause },
		);
	}
	// held here, lest the garbage collector close it
	held.add(database);
	return () => {
		if (held.delete(database)) database.close();
	};
}

const held = new Set<DatabaseSync>();

function pidOfHolder(database: DatabaseSync): string {
	try {
		const pid = database.prepare('PRAGMA user_version').get()?.user_version;
		return ` (pid ${Number(pid)})`;
	} catch {
		return '';
	}
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown) =>
	error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
