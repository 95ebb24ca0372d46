import { HISTORY_MS, type HistoryPoint } from '@canario/contracts/history';
import type { ServiceReport } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import { bump, type Increments, slotOf } from '../counters.ts';
import type {
	Counted,
	GreenBooks,
	LastOne,
	LeaseName,
	LiveStatistics,
	StatisticsState,
} from '../live-statistics.ts';
import { MemoryLeases } from './memory-leases.ts';
import { MemoryReports } from './memory-reports.ts';
import { newest } from './newest.ts';

const SLOT = /^slot\|(\d+)\|/;

interface Generation {
	readonly cutMs: number;
	readonly counters: Map<string, number>;
	/** Doubts that had come up when it was begun; it settles those. */
	readonly suspectsAtBegin: number;
}

interface Options {
	readonly books: { read(): GreenBooks; audit(stored: number): void };
	/** Milliseconds; never runs backwards. */
	readonly now: () => number;
}

/** Live statistics in this process's memory: to be rebuilt after each start. */
export class MemoryStatistics implements LiveStatistics {
	readonly #books: Options['books'];
	readonly #reports: MemoryReports;
	readonly #leases: MemoryLeases;
	#current: Generation | undefined;
	#next: Generation | undefined;
	#last: readonly LastOne[] = [];
	#history: readonly HistoryPoint[] = [];
	#suspects = 0;
	#suspectsHealed = 0;
	#checked = { atMs: 0, slot: 0 };

	constructor({ books, now }: Options) {
		this.#books = books;
		this.#reports = new MemoryReports(now);
		this.#leases = new MemoryLeases(now);
	}

	/** `count`, at once. */
	add(batches: readonly Counted[], last: readonly LastOne[]): void {
		const generations = [this.#current, this.#next].filter((generation) => generation !== undefined);
		for (const { cutMs, counters } of generations) {
			for (const { storedAtMs, increments } of batches) {
				if (storedAtMs < cutMs) continue;
				for (const [field, by] of increments) bump(counters, field, by);
			}
		}
		const cutMs = generations[0]?.cutMs ?? Number.POSITIVE_INFINITY;
		this.#last = newest(
			last.filter(({ storedAtMs }) => storedAtMs >= cutMs),
			this.#last,
		);
	}

	async count(batches: readonly Counted[], last: readonly LastOne[]): Promise<void> {
		this.add(batches, last);
	}

	async read(): Promise<StatisticsState> {
		return {
			built: this.#current !== undefined,
			counters: new Map(this.#current?.counters),
			last: this.#last,
			green: this.#books.read(),
			checkedAtMs: this.#checked.atMs,
			checkedSlot: this.#checked.slot,
			suspect: this.#suspects > this.#suspectsHealed,
			reports: this.#reports.fresh(),
		};
	}

	async publish(report: ServiceReport): Promise<void> {
		this.#reports.publish(report);
	}

	async suspect(): Promise<void> {
		this.doubt();
	}

	/** `suspect`, at once. */
	doubt(): void {
		this.#suspects += 1;
	}

	async checked(slot: number, atMs: number, keepFromSlot: number): Promise<void> {
		if (!this.#current) return;
		this.#checked = { slot, atMs };
		for (const field of this.#current.counters.keys()) {
			const of = SLOT.exec(field)?.[1];
			if (of !== undefined && Number(of) < keepFromSlot) this.#current.counters.delete(field);
		}
	}

	async lease(name: LeaseName, holder: string, forMs: number): Promise<boolean> {
		return this.#leases.take(name, holder, forMs);
	}

	async release(name: LeaseName, holder: string): Promise<void> {
		this.#leases.release(name, holder);
	}

	async addPoint(point: HistoryPoint): Promise<void> {
		if (this.#history.some(({ atMs }) => atMs === point.atMs)) return;
		this.#history = [...this.#history, point]
			.filter(({ atMs }) => atMs >= point.atMs - HISTORY_MS)
			.sort((a, b) => a.atMs - b.atMs);
	}

	async history(): Promise<readonly HistoryPoint[]> {
		return this.#history;
	}

	async beginRebuild(cutMs: number): Promise<void> {
		this.#next = { cutMs, counters: new Map(), suspectsAtBegin: this.#suspects };
	}

	async finishRebuild(cutMs: number, sums: Increments, last: readonly LastOne[]): Promise<void> {
		const next = this.#next;
		if (next?.cutMs !== cutMs)
			throw new ServiceError('conflict', `no rebuild with the cut ${cutMs} has begun`);
		const stored = (next.counters.get('lane|green') ?? 0) + (sums.get('lane|green') ?? 0);
		this.#books.audit(stored);
		for (const [field, by] of sums) bump(next.counters, field, by);
		this.#current = next;
		this.#next = undefined;
		this.#suspectsHealed = next.suspectsAtBegin;
		this.#checked = { atMs: cutMs, slot: slotOf(cutMs) };
		// Of the last ones those before the cut come from the record store, the others by counting, each once.
		const counted = this.#last.filter(({ storedAtMs }) => storedAtMs >= cutMs);
		this.#last = newest(
			counted,
			last.filter(({ storedAtMs }) => storedAtMs < cutMs),
		);
	}
}
