import type { DatabaseSync } from 'node:sqlite';
import type { JournalEntry } from '../journal.ts';

export type JournalStatements = ReturnType<typeof prepareJournal>;

interface Row {
	readonly seq: number;
	readonly atMs: number;
	readonly data: string;
}

/** The SQL of the journal, as functions. All of them work on the calling thread. */
export function prepareJournal(database: DatabaseSync) {
	const append = database.prepare(`
		INSERT INTO journal (stream, seq, at, data) SELECT :stream, :seq, :atMs, :text
		WHERE :seq = 1 + (SELECT coalesce(max(seq), 0) FROM journal WHERE stream = :stream)`);
	const select = 'SELECT seq, at AS atMs, data FROM journal WHERE stream = ?';
	const after = database.prepare(`${select} AND seq > ? ORDER BY seq LIMIT ?`);
	const tail = database.prepare(`${select} AND seq < ? ORDER BY seq DESC LIMIT ?`);
	return {
		/** On the disk when it returns true; false when the number is not the next one. */
		append: (stream: string, seq: number, text: string, atMs: number) =>
			append.run({ stream, seq, text, atMs }).changes === 1,
		after: (stream: string, seq: number, limit: number) => entries(after.all(stream, seq, limit)),
		tail: (stream: string, limit: number, beforeSeq: number) => entries(tail.all(stream, beforeSeq, limit)),
	};
}

const entries = (rows: readonly object[]): readonly JournalEntry[] =>
	(rows as readonly Row[]).map(({ seq, atMs, data }) => ({ seq, atMs, data: JSON.parse(data) }));
