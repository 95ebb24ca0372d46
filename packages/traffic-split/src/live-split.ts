import type { Weights } from '@canario/contracts/service-report';
import type { SplitState } from '@canario/contracts/split-change';
import { initialState } from './split-state.ts';
import { sameWeights } from './weights.ts';

export type { SplitState } from '@canario/contracts/split-change';

/** The split by which an entry works: one state, replaced whole or not at all. */
export class LiveSplit {
	readonly #listeners = new Set<(state: SplitState) => void>();
	#state: SplitState;

	/** @param weights valid ones (weightsSchema), until there are others. */
	constructor(weights: Weights, nowMs: () => number = Date.now) {
		this.#state = initialState(weights, nowMs());
	}

	read(): SplitState {
		return this.#state;
	}

	/** Takes a state over, unless this one is as new or newer. */
	adopt(state: SplitState): void {
		const before = this.#state;
		if (state.version <= before.version) return;
		this.#state = state;
		if (state.changedAtMs === before.changedAtMs && sameWeights(state.weights, before.weights)) return;
		for (const listener of this.#listeners) listener(state);
	}

	/** Calls `listener` after the weights were set, until the returned function is called. */
	watch(listener: (state: SplitState) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
}
