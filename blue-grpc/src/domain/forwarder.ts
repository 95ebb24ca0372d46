import { MAX_ARRAY, type Vaccination } from '@canario/contracts/vaccination';
import { Batcher } from '@canario/service-kit/batcher';
import type { RecordOutcome } from './recorder.ts';

/** Messages under way: while some are being stored the next one gathers. */
const MESSAGES = 4;

interface Ports {
	/** One outcome for each vaccination, in order; takes up to MAX_ARRAY. */
	readonly send: (vaccinations: readonly Vaccination[]) => Promise<readonly RecordOutcome[]>;
	/** Most vaccinations waiting and under way. */
	readonly maxPending: number;
}

/** Puts what several requests bring at the same time into one message, and answers each with its own outcomes. */
export class Forwarder {
	readonly #batcher: Batcher<Vaccination, RecordOutcome>;

	constructor({ send, maxPending }: Ports) {
		this.#batcher = new Batcher({
			name: 'recorder',
			maxItems: MAX_ARRAY,
			maxBatches: MESSAGES,
			maxPending,
			run: send,
		});
	}

	/** Vaccinations waiting and under way. */
	get pending(): number {
		return this.#batcher.pending;
	}

	/** Outcomes in order; rejects with `overloaded` at once when there is no room, else as `send` does. */
	forward(vaccinations: readonly Vaccination[]): Promise<readonly RecordOutcome[]> {
		return this.#batcher.addAll(vaccinations);
	}
}
