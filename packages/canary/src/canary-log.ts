import { type CanaryEntry, canaryEntry } from '@canario/contracts/canary/event';
import type { Json } from '@canario/contracts/merge-patch';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal, JournalEntry } from '@canario/stores/journal';

/** Stream of the journal. */
const STREAM = 'canary';

/** Entries that one reading asks for. */
export const PAGE = 500;

/** The events of canaries as the journal keeps them. Methods reject as the journal's do. */
export class CanaryLog {
	readonly #journal: () => Journal;

	/** @param journal throws ServiceError('unavailable') while the record store is not open. */
	constructor(journal: () => Journal) {
		this.#journal = journal;
	}

	/** Rejects with `stale_version` where that number is taken. */
	async append({ seq, atMs, canary, event }: CanaryEntry): Promise<void> {
		await this.#journal().append(STREAM, seq, { canary, event } as unknown as Json, atMs);
	}

	/** The next PAGE events after a number, oldest first. */
	async after(seq: number): Promise<readonly CanaryEntry[]> {
		return (await this.#journal().after(STREAM, seq, PAGE)).map(fromJournal);
	}

	/** The last events, before a number of the log where one is given, newest first. */
	async events(limit: number, before?: number): Promise<readonly CanaryEntry[]> {
		return (await this.#journal().tail(STREAM, limit, before)).map(fromJournal);
	}
}

function fromJournal({ seq, atMs, data }: JournalEntry): CanaryEntry {
	const parsed = canaryEntry.safeParse({ ...(data as object), seq, atMs });
	if (parsed.success) return parsed.data;
	throw new ServiceError(
		'unavailable',
		`entry ${seq} of the canaries is written in a way that is not known here`,
	);
}
