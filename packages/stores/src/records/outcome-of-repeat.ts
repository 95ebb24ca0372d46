import { type StoredVaccination, sameContent } from '@canario/contracts/vaccination';
import type { InsertOutcome } from '../record-store.ts';

/** What becomes of a document whose id is taken by `first`. */
export function outcomeOfRepeat(first: StoredVaccination, document: StoredVaccination): InsertOutcome {
	if (!sameContent(first, document)) return { outcome: 'conflict' };
	return {
		outcome: 'duplicate',
		storedAtMs: first.stored_at,
		sameAttempt: first.lane === document.lane && first.accepted_at === document.accepted_at,
	};
}
