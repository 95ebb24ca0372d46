import type { TakenOutcome } from '@canario/contracts/hop';
import { documentOf, type StoredVaccination, type Vaccination } from '@canario/contracts/vaccination';
import { Batcher } from '@canario/service-kit/batcher';
import type { InsertOutcome, RecordStore } from '@canario/stores/record-store';

/** Documents in one insert, and inserts under way: while one is on its way to the disk the next one gathers. */
const INSERT_ITEMS = 500;
const INSERTS = 2;

export type RecordOutcome = Exclude<TakenOutcome, 'accepted'>;

interface Ports {
	readonly insert: RecordStore['insert'];
	/** Awaited before each insert of `count` documents, which are stamped after it. Must not reject. */
	readonly beforeInsert?: (count: number) => Promise<void>;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
	/** Most vaccinations waiting and under way. */
	readonly maxPending: number;
	/** Told of each insert once it is answered, before its senders are. Must not throw. */
	readonly onInserted: (inserted: Inserted) => void;
}

/** An insert that the record store has answered. */
export interface Inserted {
	/** What was sent. */
	readonly vaccinations: readonly Vaccination[];
	/** One for each of them, in order. */
	readonly outcomes: readonly RecordOutcome[];
	/** Those that were new, which are now on the disk; they share their `stored_at`. */
	readonly stored: readonly StoredVaccination[];
	/** When the record store answered, milliseconds since the Unix epoch. */
	readonly answeredAtMs: number;
}

/** Stores vaccinations, all that is waiting in one insert, and answers each call when its own are on the disk. */
export class Recorder {
	readonly #ports: Ports;
	readonly #batcher: Batcher<Vaccination, RecordOutcome>;

	constructor(ports: Ports) {
		this.#ports = ports;
		this.#batcher = new Batcher({
			name: 'record store',
			maxItems: INSERT_ITEMS,
			maxBatches: INSERTS,
			maxPending: ports.maxPending,
			run: (vaccinations) => this.#insert(vaccinations),
		});
	}

	/** Vaccinations waiting and under way. */
	get pending(): number {
		return this.#batcher.pending;
	}

	/**
	 * Outcomes in order.
	 *
	 * @throws {ServiceError} `overloaded` before anything is stored, or as RecordStore.insert does: then some may
	 * be stored, and the call may be repeated.
	 */
	record(vaccinations: readonly Vaccination[]): Promise<readonly RecordOutcome[]> {
		return this.#batcher.addAll(vaccinations);
	}

	async #insert(vaccinations: readonly Vaccination[]): Promise<readonly RecordOutcome[]> {
		const { insert, beforeInsert, nowMs, onInserted } = this.#ports;
		await beforeInsert?.(vaccinations.length);
		const storedAtMs = nowMs();
		const documents = vaccinations.map((vaccination) => documentOf(vaccination, 'blue', storedAtMs));
		const answers = await insert(documents);
		const stored = documents.filter((_, index) => answers[index]?.outcome === 'stored');
		const outcomes = answers.map(outcomeOf);
		onInserted({ vaccinations, outcomes, stored, answeredAtMs: nowMs() });
		return outcomes;
	}
}

/** What an earlier try of this very acceptance stored, its answer lost, is stored. */
function outcomeOf(outcome: InsertOutcome): RecordOutcome {
	return outcome.outcome === 'duplicate' && outcome.sameAttempt ? 'stored' : outcome.outcome;
}
