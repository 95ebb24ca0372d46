import { ledgerOf } from '@canario/stores/ledger';
import type { StatisticsState } from '@canario/stores/live-statistics';

/** A loss counts when it has been there for so many looks: what a subscriber holds is told once a second only. */
const SURE_LOOKS = 5;

/** What got lost since the first look, by the ledger. */
export class Losses {
	#seen: readonly number[] = [];
	/** What was lost before. */
	#floor = Number.POSITIVE_INFINITY;

	/** While the statistics are built, or known to be wrong, nothing can be said of losses: what was said last stands. */
	look(state: StatisticsState): void {
		if (!state.built || state.suspect) return;
		this.#seen = [...this.#seen, ledgerOf(state).lost].slice(-SURE_LOOKS);
		this.#floor = Math.min(this.#floor, ...this.#seen);
	}

	get total(): number {
		return this.#seen.length === 0 ? 0 : Math.min(...this.#seen) - this.#floor;
	}
}
