/** A window holds at most so many picks, so that they are spread over a second. */
const PICKS = 6;

interface Options {
	/** Most picks a second; 0 for none. */
	readonly perSecond: number;
	/** From 0 to below 1. */
	readonly random: () => number;
	/** A new trace key. */
	readonly newKey: () => string;
}

/**
 * Picks some of the vaccinations that are let in to be shown singly.
 *
 * Each is picked by a lot of its own, before its lane is drawn, so neither lane is picked more often than it is
 * drawn. (To take the first after each tick of a clock would not do: lanes are drawn in a regular turn, and
 * arrivals at a regular pace, or in equal bursts, can keep step with it.) The chance is such that a window as
 * full as the last one that had any gives as many picks as it may; where fewer come, all are picked. Only what a
 * window would have beyond that is left out whatever its lot.
 */
export class Sampler {
	readonly #options: Options;
	readonly #picksAWindow: number;
	readonly #windowMs: number;
	#window = -1;
	/** In this window. */
	#seen = 0;
	#left = 0;
	#chance = 1;

	constructor(options: Options) {
		this.#options = options;
		this.#picksAWindow = Math.min(PICKS, options.perSecond);
		this.#windowMs = (1_000 * this.#picksAWindow) / options.perSecond;
	}

	/**
	 * A trace key for one that is picked.
	 *
	 * @param nowMs milliseconds, by a clock of any kind.
	 */
	pick(nowMs: number): string | undefined {
		if (this.#picksAWindow === 0) return undefined;
		const window = Math.floor(nowMs / this.#windowMs);
		if (window !== this.#window) this.#open(window);
		this.#seen += 1;
		if (this.#left === 0 || this.#options.random() >= this.#chance) return undefined;
		this.#left -= 1;
		return this.#options.newKey();
	}

	#open(window: number): void {
		this.#window = window;
		this.#chance = this.#seen === 0 ? 1 : Math.min(1, this.#picksAWindow / this.#seen);
		this.#seen = 0;
		this.#left = this.#picksAWindow;
	}
}
