import type { Journal } from '../journal.ts';
import { checkLimit } from '../records/check-arguments.ts';
import { checkSeq, checkStream, entryText, MAX_SEQ, notNext } from '../records/check-journal.ts';
import type { SqliteLink } from './sqlite-link.ts';

/** The journal in the file of the record store: a row for each entry. */
export function sqliteJournal(link: SqliteLink): Journal {
	return {
		append: (stream, seq, data, atMs) =>
			link.ask(({ append }) => {
				checkStream(stream);
				checkSeq(seq, 1);
				if (!append(stream, seq, entryText(data, atMs), atMs)) throw notNext(stream, seq);
			}),
		after: (stream, seq, limit) =>
			link.ask(({ after }) => {
				checkStream(stream);
				checkSeq(seq, 0);
				checkLimit(limit);
				return after(stream, seq, limit);
			}),
		tail: (stream, limit, beforeSeq) =>
			link.ask(({ tail }) => {
				checkStream(stream);
				if (beforeSeq !== undefined) checkSeq(beforeSeq, 1);
				checkLimit(limit);
				return tail(stream, limit, beforeSeq ?? MAX_SEQ + 1);
			}),
	};
}
