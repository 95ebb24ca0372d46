import { ledgerOf } from '@canario/stores/ledger';
import type { StatisticsState } from '@canario/stores/live-statistics';

/** A loss counts when it has been there for so many looks: what a subscriber holds is told once a second only. */
const SURE_LOOKS = 5;

/** What got lost since the first look, by the ledger. */
export class Losses {
	#seen: readonly number[] = [];
	/** What was lost before. */
	#floor = Number.POSITIVE_INFINITY;
	#isKnown = false;

	/** While the statistics are built, or known to be wrong, nothing can be said of losses: what was said last stands. */
	look(state: StatisticsState): void {
		this.#isKnown = state.built && !state.suspect;
		if (!this.#isKnown) return;
		this.#seen = [...this.#seen, ledgerOf(state).lost].slice(-SURE_LOOKS);
		this.#floor = Math.min(this.#floor, ...this.#seen);
	}

	/** Whether the books could be read at the last look; else more may be lost than `total` says. */
	get isKnown(): boolean {
		return this.#isKnown;
	}

	get total(): number {
		return this.#seen.length === 0 ? 0 : this.#sure - this.#floor;
	}

	/** Whether the last look saw more lost than was there for long enough: it counts soon, or goes away. Not while nothing is known. */
	get unsettled(): boolean {
		return this.#isKnown && (this.#seen.at(-1) ?? 0) > this.#sure;
	}

	get #sure(): number {
		return Math.min(...this.#seen);
	}
}
