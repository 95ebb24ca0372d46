import { LRUCache } from 'lru-cache';

/** Failures that an address has at once. */
export const FAILURES_AT_ONCE = 10;

/** One failure more every so often, ms. */
export const FAILURE_EVERY_MS = 6_000;

/** Addresses that are remembered; the ones that failed longest ago are forgotten first. */
const ADDRESSES = 10_000;

interface Account {
	/** Failures that are left, a fraction counts towards the next. */
	left: number;
	atMs: number;
}

/** How often logins may fail from an address: ten at once, ten a minute. Nothing succeeds or fails by it alone. */
export class FailedLogins {
	readonly #accounts = new LRUCache<string, Account>({ max: ADDRESSES });
	readonly #nowMs: () => number;

	/** @param nowMs milliseconds by a clock that does not jump. */
	constructor(nowMs: () => number) {
		this.#nowMs = nowMs;
	}

	/** Notes a failure; gives 0 while that is within the limit, else after how many ms another one would be. */
	note(address: string): number {
		const atMs = this.#nowMs();
		const account = this.#accounts.get(address) ?? { left: FAILURES_AT_ONCE, atMs };
		const earned = (atMs - account.atMs) / FAILURE_EVERY_MS;
		const left = Math.min(FAILURES_AT_ONCE, account.left + earned);
		const over = left < 1;
		this.#accounts.set(address, { left: over ? left : left - 1, atMs });
		return over ? (1 - left) * FAILURE_EVERY_MS : 0;
	}
}
