import type { StoredVaccination, Vaccination } from '@canario/contracts/vaccination';
import { lastOnes, sumsOf } from '../count-documents.ts';
import type { Delivery, Settled } from '../green-stream.ts';
import { type OpenedLive, parse, vaccinationOf } from './live-fixtures.ts';
import { type Settlement, storeDeliveries } from './live-subscriber.ts';

/** Subscribers that die, forget and race, a record store, and what the books must say. */
export class LiveModel {
	readonly #opened: OpenedLive;
	readonly #documents = new Map<string, StoredVaccination>();
	/** What consumers hold, and what they have stored and not settled yet. */
	readonly #held = new Map<string, readonly Delivery[]>();
	readonly #unsettled = new Map<string, Settlement>();
	/** Acceptances (their times) of entries that nobody has settled. */
	readonly #open = new Map<string, number>();
	readonly #books = { taken: 0, repeats: 0, deadLettered: 0, conflicts: 0 };
	#clock = 1;
	#cutMs = 1;
	#suspect = false;

	constructor(opened: OpenedLive) {
		this.#opened = opened;
	}

	/** Appends vaccinations of a few ids, so that repeats and conflicts come up. */
	async append(ids: readonly number[]): Promise<void> {
		const appended = ids.map((id): Vaccination => {
			this.#clock += 1;
			return vaccinationOf(`v-${id}`, {
				accepted_at: this.#clock,
				age: 30 + (id === 0 ? this.#clock % 2 : 0),
			});
		});
		await this.#opened.live.stream.append(appended);
		this.#books.taken += appended.length;
	}

	async read(consumer: string, limit: number): Promise<void> {
		this.#hold(consumer, await this.#opened.live.stream.read(consumer, limit));
	}

	async reclaim(consumer: string, limit: number): Promise<void> {
		await this.#opened.elapse(2);
		this.#hold(consumer, await this.#opened.live.stream.reclaim(consumer, 1, limit));
	}

	/** The consumer stores what it holds; it has not told anybody yet. */
	store(consumer: string): void {
		this.#clock += 1;
		const held = this.#held.get(consumer) ?? [];
		this.#unsettled.set(consumer, storeDeliveries(held, this.#documents, this.#clock));
	}

	async settle(consumer: string): Promise<void> {
		const settlement = this.#unsettled.get(consumer);
		if (!settlement) return;
		await this.#opened.live.stream.settle(...settlement);
		this.#unsettled.delete(consumer);
		const ended = settlement[0].filter(({ entryId }) => this.#open.delete(entryId));
		const stored = (of: readonly Settled[]) => of.filter(({ result }) => result === 'stored').length;
		if (stored(ended) > 0 && stored(ended) < stored(settlement[0])) this.#suspect = true;
		for (const { result } of ended) {
			if (result === 'repeat') this.#books.repeats += 1;
			else if (result !== 'stored') {
				this.#books.deadLettered += 1;
				this.#books.conflicts += 1;
			}
		}
	}

	crash(consumer: string): void {
		this.#held.delete(consumer);
		this.#unsettled.delete(consumer);
	}

	async rebuild(): Promise<void> {
		const { statistics } = this.#opened.live;
		this.#clock += 1;
		this.#cutMs = this.#clock;
		await statistics.beginRebuild(this.#cutMs);
		const groups = [...this.#documents.values()].map((document) => ({ ...document, count: 1 }));
		await statistics.finishRebuild(
			this.#cutMs,
			sumsOf(groups, new Map()),
			lastOnes([...this.#documents.values()]),
		);
		this.#suspect = false;
	}

	/** Every subscriber is restarted, and works off what is left. */
	async drain(): Promise<void> {
		for (const consumer of [...this.#held.keys()]) this.crash(consumer);
		for (;;) {
			await this.read('last', 5);
			if ((this.#held.get('last') ?? []).length === 0) await this.reclaim('last', 5);
			if ((this.#held.get('last') ?? []).length === 0) break;
			this.store('last');
			await this.settle('last');
		}
		if (this.#suspect) await this.rebuild();
	}

	/** What the statistics say, and what they should; the counts too, unless they are in doubt. */
	async books() {
		const { green, counters, suspect } = await this.#opened.live.statistics.read();
		const { taken, repeats, deadLettered, conflicts } = green;
		const found = { taken, repeats, deadLettered, conflicts, suspect };
		const expected = { ...this.#books, suspect: this.#suspect };
		if (this.#suspect) return { found, expected };
		// What was summed before it was settled is stored and pending, for so long.
		const open = new Set(this.#open.values());
		const both = [...this.#documents.values()].filter(
			({ accepted_at, stored_at }) => stored_at < this.#cutMs && open.has(accepted_at),
		).length;
		const stored = counters.get('lane|green') ?? 0;
		return {
			found: { ...found, accounted: stored + repeats + deadLettered + green.pending - both },
			expected: { ...expected, accounted: taken },
		};
	}

	/** Once all is drained: each document was counted once, and the last ones are the last. */
	async counts() {
		const { counters, last, green } = await this.#opened.live.statistics.read();
		const documents = [...this.#documents.values()];
		const count = (field: string) => counters.get(field) ?? 0;
		return {
			found: [count('lane|green'), count('dose|1'), green.pending, last.map(({ storedAtMs }) => storedAtMs)],
			expected: [
				...[documents.length, documents.length, 0],
				lastOnes(documents).map(({ storedAtMs }) => storedAtMs),
			],
		};
	}

	#hold(consumer: string, deliveries: readonly Delivery[]): void {
		this.#held.set(consumer, deliveries);
		this.#unsettled.delete(consumer);
		for (const delivery of deliveries) this.#open.set(delivery.entryId, parse(delivery).accepted_at);
	}
}
