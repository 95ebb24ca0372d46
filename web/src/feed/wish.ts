import type { FeedSocket } from './feed-socket.ts';
import type { Surroundings } from './surroundings.ts';

/** Views come and go together; what they want is told once they have settled. Milliseconds. */
const SETTLE_MS = 150;

/** Tells the server whether the single requests are wanted: as seldom as can be, for it counts what it is sent. */
export class Wish {
	readonly #later: Surroundings['later'];
	#wanted = false;
	#told = false;
	#socket: FeedSocket | undefined;
	#waits = false;

	constructor(later: Surroundings['later']) {
		this.#later = later;
	}

	want(wanted: boolean): void {
		this.#wanted = wanted;
		if (this.#waits || wanted === this.#told) return;
		this.#waits = true;
		this.#later(() => {
			this.#waits = false;
			this.#tell();
		}, SETTLE_MS);
	}

	/** A new connection is open: nobody gets the single requests there unasked. */
	opened(socket: FeedSocket): void {
		this.#socket = socket;
		this.#told = false;
		this.#tell();
	}

	/** There is no connection. */
	lost(): void {
		this.#socket = undefined;
		this.#told = false;
	}

	#tell(): void {
		if (this.#wanted === this.#told || this.#socket === undefined) return;
		this.#socket.watch(this.#wanted);
		this.#told = this.#wanted;
	}
}
