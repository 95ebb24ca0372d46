import type { Socket } from 'node:net';

/** So long a refused sender was asked to stay away, milliseconds: the problem's Retry-After. */
const AWAY_MS = 1_000;

/** So long a sender who did not stay away waits to be read, milliseconds. */
const WAIT_MS = 30;

/**
 * Makes senders who come back at once after a refusal wait a moment, so that refusing them again and again does not
 * take the time that those need who were let in. Who stays away as the refusal asks never notices. Connections
 * stand for senders: behind a proxy, those who share one wait together.
 */
export class EarlyReturns {
	readonly #nowMs: () => number;
	readonly #refusedAtMs = new WeakMap<Socket, number>();
	readonly #waiting: { readonly untilMs: number; readonly go: () => void }[] = [];
	#lastRefusalAtMs = Number.NEGATIVE_INFINITY;

	/** @param nowMs milliseconds by a clock that does not jump. */
	constructor(nowMs: () => number) {
		this.#nowMs = nowMs;
	}

	/** To be told of each connection on which overload was answered. */
	refused(socket: Socket): void {
		this.#lastRefusalAtMs = this.#nowMs();
		this.#refusedAtMs.set(socket, this.#lastRefusalAtMs);
	}

	/** Calls `go`: at once, unless this connection was refused within the last second. */
	pace(socket: Socket, go: () => void): void {
		const now = this.#nowMs();
		if (now - this.#lastRefusalAtMs >= AWAY_MS || !this.#isEarly(socket, now)) {
			go();
			return;
		}
		this.#waiting.push({ untilMs: now + WAIT_MS, go });
		if (this.#waiting.length === 1) this.#wake(WAIT_MS);
	}

	#isEarly(socket: Socket, nowMs: number): boolean {
		const refusedAtMs = this.#refusedAtMs.get(socket);
		return refusedAtMs !== undefined && nowMs - refusedAtMs < AWAY_MS;
	}

	#wake(inMs: number): void {
		setTimeout(() => {
			const now = this.#nowMs();
			const index = this.#waiting.findIndex(({ untilMs }) => untilMs > now);
			const due = this.#waiting.splice(0, index === -1 ? this.#waiting.length : index);
			const next = this.#waiting[0];
			if (next) this.#wake(Math.max(1, next.untilMs - now));
			for (const { go } of due) go();
		}, inMs);
	}
}
