import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal, JournalEntry } from '../journal.ts';

/** A journal in memory that can be out of reach: for tests of what is built on the port. */
export interface MemoryJournal extends Journal {
	/** Whether it answers; else it rejects with `unavailable`. */
	there: boolean;
	/** What is kept of a stream, as text. */
	text(): string;
}

export function memoryJournal(): MemoryJournal {
	const streams = new Map<string, JournalEntry[]>();
	const entries = (stream: string) => {
		if (!journal.there) throw new ServiceError('unavailable', 'the record store is not there');
		const kept = streams.get(stream) ?? [];
		streams.set(stream, kept);
		return kept;
	};
	const journal: MemoryJournal = {
		there: true,
		text: () => JSON.stringify([...streams]),
		async append(stream, seq, data, atMs) {
			if (seq !== entries(stream).length + 1) throw new ServiceError('stale_version', 'not the next number');
			entries(stream).push({ seq, atMs, data });
		},
		async after(stream, seq, limit) {
			return entries(stream).slice(seq, seq + limit);
		},
		async tail(stream, limit, beforeSeq = Number.POSITIVE_INFINITY) {
			const before = entries(stream).filter(({ seq }) => seq < beforeSeq);
			return before.slice(-limit).reverse();
		},
	};
	return journal;
}
