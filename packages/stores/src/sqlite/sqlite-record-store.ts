import { setImmediate } from 'node:timers/promises';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal } from '../journal.ts';
import type {
	DocumentGroup,
	InsertOutcome,
	RecordStore,
	RecordsFound,
	RecordsRequest,
} from '../record-store.ts';
import { checkIds } from '../records/check-arguments.ts';
import { allBefore, inWindows, type Span } from '../records/in-windows.ts';
import { outcomeOfRepeat } from '../records/outcome-of-repeat.ts';
import { searchPage } from '../records/search-page.ts';
import { type Counted, GroupSums, type SlotCount, SlotSums } from '../records/sums.ts';
import { sqliteJournal } from './sqlite-journal.ts';
import { SqliteLink, type Statements } from './sqlite-link.ts';

/** How long the long reads keep the thread at a time, ms. */
const READ_GOAL_MS = 20;

interface Options {
	readonly path: string;
	/** How long a call waits while another process writes, milliseconds; then it is `deadline_exceeded`. */
	readonly lockTimeoutMs?: number;
}

/** Counts the documents of a span of time in some way. */
type Query<Row> = (statements: Statements, span: Span) => readonly Row[];

/**
 * Opens the record store in the file at `path` (its folder must be there), or makes it. Several processes may
 * open the same file. ':memory:' gives one that is gone when it is closed.
 *
 * @throws {ServiceError} `unavailable` when the file cannot be used; the message names the way out.
 */
export function openSqliteRecordStore({ path, lockTimeoutMs = 5_000 }: Options): RecordStore {
	return new SqliteRecordStore(new SqliteLink(path, lockTimeoutMs));
}

class SqliteRecordStore implements RecordStore {
	readonly journal: Journal;
	readonly #link: SqliteLink;

	constructor(link: SqliteLink) {
		this.journal = sqliteJournal(link);
		this.#link = link;
	}

	insert(documents: readonly StoredVaccination[]): Promise<readonly InsertOutcome[]> {
		return this.#link.ask(({ begin, insert, byId, commit }) => {
			if (documents.length === 0) return [];
			begin();
			const outcomes = documents.map((document): InsertOutcome => {
				if (insert(document)) return { outcome: 'stored' };
				const [first] = byId([document.id]);
				if (!first)
					throw new ServiceError('internal', `${this.#link.path} refused an id that it does not have`);
				return outcomeOfRepeat(first, document);
			});
			commit();
			return outcomes;
		});
	}

	find(ids: readonly string[]): Promise<readonly StoredVaccination[]> {
		return this.#link.ask(({ byId }) => {
			checkIds(ids);
			return byId(ids);
		});
	}

	async page(request: RecordsRequest): Promise<RecordsFound> {
		return searchPage(request, {
			nowMs: () => performance.now(),
			place: async (bounds, nth) => {
				// Others have the thread between one piece and the next.
				await setImmediate();
				return this.#link.ask(({ place }) => place(bounds, nth));
			},
			matching: (bounds, limit) => this.#link.ask(({ matching }) => matching(request.filter, bounds, limit)),
		});
	}

	count(): Promise<number> {
		return this.#link.ask(({ count }) => count());
	}

	async groups(beforeMs: number) {
		const sums = new GroupSums();
		const query: Query<DocumentGroup> = ({ groups }, span) => groups(span);
		await this.#read(allBefore(beforeMs), query, (group) => sums.add(group));
		return sums.list();
	}

	async slots(fromMs: number, beforeMs: number, slotMs: number) {
		const sums = new SlotSums();
		const query: Query<SlotCount> = ({ slots }, span) => slots(span, slotMs);
		await this.#read({ fromMs, beforeMs }, query, (slot) => sums.add(slot));
		return sums.map();
	}

	ping(): Promise<void> {
		return this.#link.ask(({ ping }) => ping());
	}

	async close(): Promise<void> {
		this.#link.close();
	}

	/** Reads a span of time in windows, and lets others have the thread in between. */
	async #read<Row extends Counted>(span: Span, query: Query<Row>, add: (row: Row) => void): Promise<void> {
		await inWindows(span, {
			goalMs: READ_GOAL_MS,
			leapMs: 0,
			nowMs: () => performance.now(),
			last: (beforeMs) => this.#link.ask(({ lastBefore }) => lastBefore(beforeMs)),
			read: async (window) => {
				await setImmediate();
				const rows = await this.#link.ask((statements) => query(statements, window));
				for (const row of rows) add(row);
				return rows.reduce((sum, { count }) => sum + count, 0);
			},
		});
	}
}
