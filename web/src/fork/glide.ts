import { smooth } from './river.ts';

/** How long the fork takes to move to new weights, milliseconds. */
export const GLIDE_MS = 600;

/** A number that moves to each new value over GLIDE_MS, from wherever it is. */
export class Glide {
	#from: number;
	#to: number;
	#startMs = Number.NEGATIVE_INFINITY;

	constructor(value: number) {
		this.#from = value;
		this.#to = value;
	}

	/** Sets out for `value`; at once where `still`. */
	moveTo(value: number, nowMs: number, still = false): void {
		if (value === this.#to && !still) return;
		this.#from = still ? value : this.at(nowMs);
		this.#to = value;
		this.#startMs = nowMs;
	}

	at(nowMs: number): number {
		return this.#from + (this.#to - this.#from) * smooth((nowMs - this.#startMs) / GLIDE_MS);
	}

	moving(nowMs: number): boolean {
		return this.#from !== this.#to && nowMs - this.#startMs < GLIDE_MS;
	}
}
