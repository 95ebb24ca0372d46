import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';

/** The split as it stands. */
export interface SplitState {
	readonly weights: Weights;
	/** One more with each change; 1 at start. */
	readonly version: number;
	/** Milliseconds since the Unix epoch. */
	readonly changedAtMs: number;
	/** Why it was changed last, as the operator wrote it. */
	readonly reason: string;
}

export interface SplitChange {
	readonly weights: Weights;
	readonly reason: string;
	/** Refuse the change unless the split still has this version. */
	readonly ifVersion?: number | undefined;
}

/** The entry's split while it runs: one state, changed whole or not at all. */
export class LiveSplit {
	readonly #nowMs: () => number;
	readonly #listeners = new Set<(state: SplitState) => void>();
	#state: SplitState;

	/** @param weights valid ones (weightsSchema). */
	constructor(weights: Weights, nowMs: () => number = Date.now) {
		this.#nowMs = nowMs;
		this.#state = { weights, version: 1, changedAtMs: nowMs(), reason: 'start' };
	}

	read(): SplitState {
		return this.#state;
	}

	/**
	 * Changes the weights.
	 *
	 * @throws {ServiceError} `stale_version` when `ifVersion` is not the present one; nothing changes then.
	 */
	compareAndSet({ weights, reason, ifVersion }: SplitChange): SplitState {
		const { version } = this.#state;
		if (ifVersion !== undefined && ifVersion !== version) {
			throw new ServiceError('stale_version', `the split has version ${version} by now, not ${ifVersion}`);
		}
		this.#state = { weights, reason, version: version + 1, changedAtMs: this.#nowMs() };
		for (const listener of this.#listeners) listener(this.#state);
		return this.#state;
	}

	/** Calls `listener` after each change, until the returned function is called. */
	watch(listener: (state: SplitState) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}
