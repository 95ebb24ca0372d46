import type { Json } from '@canario/contracts/merge-patch';
import { type SplitChange, splitChange } from '@canario/contracts/split-change';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal, JournalEntry } from '@canario/stores/journal';
import type { NewChange } from './changes.ts';

/** Changes that are read at a time. */
const PAGE = 100;

const recorded = splitChange.omit({ version: true, atMs: true });

/** The changes of one split in the journal. Everything rejects as the journal does. */
export class ChangeLog {
	readonly #journal: () => Journal;
	readonly #stream: string;

	/**
	 * @param journal throws ServiceError('unavailable') while there is none.
	 * @param stream its stream.
	 */
	constructor(journal: () => Journal, stream: string) {
		this.#journal = journal;
		this.#stream = stream;
	}

	/** Rejects with ServiceError('stale_version') unless `version` is the next one. */
	async append(version: number, change: NewChange, atMs: number): Promise<SplitChange> {
		await this.#journal().append(this.#stream, version, recorded.parse(change) as Json, atMs);
		return { ...change, version, atMs };
	}

	/** All changes after a version, oldest first. */
	async after(version: number): Promise<readonly SplitChange[]> {
		const found: SplitChange[] = [];
		for (;;) {
			const last = found.at(-1)?.version ?? version;
			const entries = await this.#journal().after(this.#stream, last, PAGE);
			found.push(...entries.map(fromEntry));
			if (entries.length < PAGE) return found;
		}
	}

	/** The last changes, before a version where one is given, newest first. */
	async last(limit: number, before?: number): Promise<readonly SplitChange[]> {
		return (await this.#journal().tail(this.#stream, limit, before)).map(fromEntry);
	}
}

function fromEntry({ seq, atMs, data }: JournalEntry): SplitChange {
	const parsed = recorded.safeParse(data);
	if (parsed.success) return { ...parsed.data, version: seq, atMs };
	throw new ServiceError(
		'unavailable',
		`version ${seq} of the split is written in a way that is not known here`,
	);
}
