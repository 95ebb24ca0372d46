/** Lets so many through in each second of the clock. */
export class RateLimit {
	readonly #perSecond: number;
	#second = -1;
	#left = 0;

	constructor(perSecond: number) {
		this.#perSecond = perSecond;
	}

	/** @param nowMs milliseconds, by a clock of any kind. */
	allows(nowMs: number): boolean {
		const second = Math.floor(nowMs / 1_000);
		if (second !== this.#second) {
			this.#second = second;
			this.#left = this.#perSecond;
		}
		if (this.#left === 0) return false;
		this.#left -= 1;
		return true;
	}
}
