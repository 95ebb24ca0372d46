/** So many seconds' worth of messages may come at once. */
const BURST_SECONDS = 10;

/** How often one connection may send. Small, for there is one for each. */
export class MessageLimit {
	readonly #perSecond: number;
	#tokens: number;
	#atMs: number;

	constructor(perSecond: number, nowMs: number) {
		this.#perSecond = perSecond;
		this.#tokens = perSecond * BURST_SECONDS;
		this.#atMs = nowMs;
	}

	/** Whether one more may come now; `nowMs` never runs backwards. */
	allows(nowMs: number): boolean {
		const back = ((nowMs - this.#atMs) / 1_000) * this.#perSecond;
		this.#tokens = Math.min(this.#perSecond * BURST_SECONDS, this.#tokens + back);
		this.#atMs = nowMs;
		if (this.#tokens < 1) return false;
		this.#tokens -= 1;
		return true;
	}
}
