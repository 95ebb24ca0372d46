import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredVaccination } from '@canario/contracts/vaccination';
import { Batcher } from '@canario/service-kit/batcher';
import { countedOf, lastOnes } from '@canario/stores/count-documents';
import type { LiveStatistics } from '@canario/stores/live-statistics';
import { ExponentialBackoff, handleAll, retry } from 'cockatiel';

/** Inserts that are counted in one step. */
const COUNT_ITEMS = 10;

/** Documents of an insert that can be among the last five of all. */
const LAST_OF_EACH = 5;

/** Longest pause before a further try of a count, ms. */
const LONGEST_PAUSE_MS = 1_000;

interface Ports {
	/** Throws while the live store is absent. */
	readonly statistics: () => Pick<LiveStatistics, 'count' | 'suspect'>;
	/** `documents` were stored and will not be counted. */
	readonly onLost: (documents: number, error: unknown) => void;
}

const DEFAULTS = {
	/** Most documents waiting; what comes on top is not counted. */
	maxDocuments: 50_000,
	/** Further tries of a count that failed. */
	retries: 4,
	/** Pause before the first of them, ms. */
	firstPauseMs: 50,
	/** Pause between two tries to call the statistics suspect, ms. */
	suspectPauseMs: 1_000,
};

/**
 * Counts stored documents in the live statistics, off the way of the answers: nobody waits for it, and nobody
 * is told that it failed but the metrics. What it could not count, or may have counted twice, makes the
 * statistics suspect, so that they are rebuilt from the record store.
 */
export class StatisticsCounter {
	readonly #ports: Ports;
	readonly #limits: typeof DEFAULTS;
	readonly #batcher: Batcher<readonly StoredVaccination[], undefined>;
	readonly #closing = new AbortController();
	#waiting = 0;
	#inDoubt = false;
	#telling: Promise<void> | undefined;

	constructor(ports: Ports, limits: Partial<typeof DEFAULTS> = {}) {
		this.#ports = ports;
		this.#limits = { ...DEFAULTS, ...limits };
		this.#batcher = new Batcher({
			name: 'live statistics',
			maxItems: COUNT_ITEMS,
			maxBatches: 1,
			maxPending: Number.POSITIVE_INFINITY,
			run: async (inserts) => {
				await this.#count(inserts);
				return inserts.map(() => undefined);
			},
		});
	}

	/** Documents that wait to be counted. */
	get waiting(): number {
		return this.#waiting;
	}

	/**
	 * Counts the documents of one insert (they share their `stored_at`) when there is time. Never throws.
	 *
	 * @param onCounted told when they are counted; must not throw.
	 */
	add(documents: readonly StoredVaccination[], onCounted?: () => void): void {
		if (documents.length === 0) return;
		if (this.#waiting + documents.length > this.#limits.maxDocuments) {
			this.#lose(documents.length, new Error('too many documents wait to be counted'));
			return;
		}
		this.#waiting += documents.length;
		void this.#batcher
			.add(documents)
			.then(onCounted)
			.catch((error: unknown) => this.#lose(documents.length, error))
			.finally(() => {
				this.#waiting -= documents.length;
			});
	}

	/** Counts what is waiting, one try each, and resolves when nothing is left to be done. */
	async close(): Promise<void> {
		this.#closing.abort();
		await this.#batcher.drained();
		await this.#telling;
		if (this.#inDoubt) await this.#tellOnce();
	}

	async #count(inserts: readonly (readonly StoredVaccination[])[]): Promise<void> {
		const { retries, firstPauseMs } = this.#limits;
		const batches = inserts.map(countedOf);
		const last = lastOnes(inserts.flatMap(lastOfInsert));
		const tries = retry(handleAll, {
			maxAttempts: retries,
			backoff: new ExponentialBackoff({ initialDelay: firstPauseMs, maxDelay: LONGEST_PAUSE_MS }),
		});
		// A try that failed may have been counted all the same.
		tries.onRetry(() => this.#doubt());
		await tries.execute(() => this.#ports.statistics().count(batches, last), this.#closing.signal);
	}

	#lose(documents: number, error: unknown): void {
		this.#ports.onLost(documents, error);
		this.#doubt();
	}

	#doubt(): void {
		this.#inDoubt = true;
		this.#telling ??= this.#tell().finally(() => {
			this.#telling = undefined;
		});
	}

	/** Calls the statistics suspect as soon as they can be reached. */
	async #tell(): Promise<void> {
		const { signal } = this.#closing;
		while (this.#inDoubt && !signal.aborted) {
			await this.#tellOnce();
			if (this.#inDoubt) await sleep(this.#limits.suspectPauseMs, undefined, { signal }).catch(() => {});
		}
	}

	async #tellOnce(): Promise<void> {
		this.#inDoubt = false;
		try {
			await this.#ports.statistics().suspect();
		} catch {
			this.#inDoubt = true;
		}
	}
}

/** The documents of an insert that can be among the last ones of all: what viewers sent cannot. */
function lastOfInsert(documents: readonly StoredVaccination[]): readonly StoredVaccination[] {
	const last: StoredVaccination[] = [];
	for (let index = documents.length - 1; index >= 0 && last.length < LAST_OF_EACH; index--) {
		const document = documents[index] as StoredVaccination;
		if (document.source === undefined) last.unshift(document);
	}
	return last;
}
