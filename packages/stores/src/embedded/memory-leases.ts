import type { LeaseName } from '../live-statistics.ts';

/** Who has which right, and until when; in this process, where all who ask for one are. */
export class MemoryLeases {
	readonly #now: () => number;
	readonly #leases = new Map<LeaseName, { readonly holder: string; readonly untilMs: number }>();

	/** @param now milliseconds; never runs backwards. */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** As `LiveStatistics.lease`. */
	take(name: LeaseName, holder: string, forMs: number): boolean {
		const now = this.#now();
		const lease = this.#leases.get(name);
		if (lease && lease.holder !== holder && lease.untilMs > now) return false;
		this.#leases.set(name, { holder, untilMs: now + forMs });
		return true;
	}

	/** As `LiveStatistics.release`. */
	release(name: LeaseName, holder: string): void {
		if (this.#leases.get(name)?.holder === holder) this.#leases.delete(name);
	}
}
