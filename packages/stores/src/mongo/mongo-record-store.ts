import type { StoredVaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal } from '../journal.ts';
import type { InsertOutcome, RecordStore, RecordsFound, RecordsRequest } from '../record-store.ts';
import { checkIds } from '../records/check-arguments.ts';
import { allBefore, inWindows, LAST_TIME_MS, type Span } from '../records/in-windows.ts';
import { searchPage } from '../records/search-page.ts';
import { type Counted, GroupSums, SlotSums } from '../records/sums.ts';
import { insertDocuments } from './insert-documents.ts';
import { mongoJournal } from './mongo-journal.ts';
import { MongoLink } from './mongo-link.ts';
import { matching, placeAfter } from './page-queries.ts';
import {
	countAll,
	countGroups,
	countSlots,
	findByIds,
	lastBefore,
	type Query,
	type Source,
} from './record-queries.ts';
import type { VaccinationDocument } from './vaccination-document.ts';

interface Options {
	/** The database is its path, `canario` when it has none. */
	readonly url: string;
	/** Budget of one call, milliseconds. */
	readonly timeoutMs: number;
	readonly collection?: string;
}

/**
 * Opens the record store in MongoDB and makes its index. Once open it survives the server's absence: calls
 * fail while it is away.
 *
 * Rejects with ServiceError('unavailable') that names the hosts, without credentials, when the server cannot be
 * reached within `timeoutMs`.
 */
export async function openMongoRecordStore(options: Options): Promise<RecordStore> {
	const { url, timeoutMs, collection = 'vaccinations' } = options;
	const link = new MongoLink(url, timeoutMs);
	const documents = link.database.collection<VaccinationDocument>(collection);
	try {
		// For `page` by its order; it also finds a span of time.
		await link.ask('opening', () => documents.createIndex({ stored_at: -1, _id: -1 }));
	} catch (error) {
		await link.close().catch(() => {});
		if (!(error instanceof ServiceError)) throw error;
		throw new ServiceError('unavailable', error.message, { cause: error.cause });
	}
	return new MongoRecordStore(link, { documents, maxTimeMS: timeoutMs });
}

class MongoRecordStore implements RecordStore {
	readonly journal: Journal;
	readonly #link: MongoLink;
	readonly #source: Source;

	constructor(link: MongoLink, source: Source) {
		this.journal = mongoJournal(link, 'journal', source.maxTimeMS);
		this.#link = link;
		this.#source = source;
	}

	insert(documents: readonly StoredVaccination[]): Promise<readonly InsertOutcome[]> {
		return this.#link.ask('insert', () => insertDocuments(this.#link, this.#source, documents));
	}

	find(ids: readonly string[]): Promise<readonly StoredVaccination[]> {
		return this.#link.ask('find', async () => {
			checkIds(ids);
			return findByIds(this.#source, ids);
		});
	}

	async page(request: RecordsRequest): Promise<RecordsFound> {
		const ask = <T>(work: () => Promise<T>) => this.#link.ask('looking for a page', work);
		return searchPage(request, {
			nowMs: () => performance.now(),
			place: (bounds, nth) => ask(() => placeAfter(this.#source, bounds, nth)),
			matching: (bounds, limit) => ask(() => matching(this.#source, request.filter, bounds, limit)),
		});
	}

	async count(): Promise<number> {
		let sum = 0;
		const add = ({ count }: Counted) => {
			sum += count;
		};
		const nowMs = Date.now();
		// What a clock that is ahead of this one has stored, in one go: it is little or nothing.
		await this.#readAtOnce({ fromMs: nowMs, beforeMs: LAST_TIME_MS }, countAll, add);
		await this.#read(allBefore(nowMs), countAll, add);
		return sum;
	}

	async groups(beforeMs: number) {
		const sums = new GroupSums();
		await this.#read(allBefore(beforeMs), countGroups, (group) => sums.add(group));
		return sums.list();
	}

	async slots(fromMs: number, beforeMs: number, slotMs: number) {
		const sums = new SlotSums();
		await this.#read({ fromMs, beforeMs }, countSlots(slotMs), (slot) => sums.add(slot));
		return sums.map();
	}

	ping(): Promise<void> {
		return this.#link.ask('ping', async () => {
			await this.#link.database.command({ ping: 1 });
		});
	}

	close(): Promise<void> {
		return this.#link.close();
	}

	/** Reads a span of time in windows that are answered in a part of the time-out each. */
	async #read<Row extends Counted>(span: Span, query: Query<Row>, add: (row: Row) => void): Promise<void> {
		await inWindows(span, {
			goalMs: this.#link.timeoutMs / 4,
			nowMs: () => performance.now(),
			// Quick with mongod, but SecantusDB sorts everything that is before: only after an hour without documents.
			leapMs: 3_600_000,
			last: (beforeMs) => this.#link.ask('looking for a time', () => lastBefore(this.#source, beforeMs)),
			read: (window) => this.#readAtOnce(window, query, add),
		});
	}

	/** Gives the number of documents that were read. */
	async #readAtOnce<Row extends Counted>(span: Span, query: Query<Row>, add: (row: Row) => void) {
		const rows = await this.#link.ask('counting', () => query(this.#source, span));
		for (const row of rows) add(row);
		return rows.reduce((sum, { count }) => sum + count, 0);
	}
}
