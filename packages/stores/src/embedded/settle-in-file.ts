import type { Settled } from '../green-stream.ts';
import type { StreamBooks } from './stream-books.ts';
import type { StreamFile } from './stream-file.ts';

interface Tools {
	readonly file: StreamFile;
	readonly books: StreamBooks;
	/** Milliseconds since the Unix epoch. */
	readonly atMs: number;
	/** Ends a delivery; false when another has. */
	readonly end: (entryId: string) => boolean;
}

/** Ends deliveries and writes the books, within a transaction. An entry belongs to whoever removes it. */
export function settleInFile(settled: readonly Settled[], { file, books, atMs, end }: Tools) {
	const change = { repeats: 0, deadLettered: 0, conflicts: 0 };
	const outcome = { stored: 0, storedEnded: 0, ended: 0, change };
	for (const { entryId, result } of settled) {
		const ended = end(entryId);
		if (result === 'stored') {
			outcome.stored += 1;
			if (ended) outcome.storedEnded += 1;
		}
		if (!ended) continue;
		outcome.ended += 1;
		if (result === 'repeat') change.repeats += 1;
		else if (result !== 'stored') {
			file.bury({ payload: result.payload, reason: result.dead, atMs });
			change.deadLettered += 1;
			if (result.conflict) change.conflicts += 1;
		}
	}
	books.write(change);
	return outcome;
}
