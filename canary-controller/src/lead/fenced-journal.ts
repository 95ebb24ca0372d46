import type { Journal } from '@canario/stores/journal';

/** A journal to which nothing is appended once `mayWrite` throws; it is asked right before each entry. */
export const fencedJournal = (journal: Journal, mayWrite: () => void): Journal => ({
	append: async (stream, seq, data, atMs) => {
		mayWrite();
		return journal.append(stream, seq, data, atMs);
	},
	after: async (stream, seq, limit) => journal.after(stream, seq, limit),
	tail: async (stream, limit, beforeSeq) => journal.tail(stream, limit, beforeSeq),
});
