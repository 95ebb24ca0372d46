import type { Fault } from '@canario/contracts/fault';
import { LANES, type Lane } from '@canario/contracts/lane';
import type { Faults } from '../faults.ts';

/** Faults within one process. */
export class MemoryFaults implements Faults {
	readonly #faults = new Map<Lane, Fault>();
	readonly #now: () => number;

	/** @param now milliseconds since the Unix epoch. */
	constructor(now: () => number) {
		this.#now = now;
	}

	async set(fault: Fault): Promise<void> {
		this.#faults.set(fault.lane, fault);
	}

	async clear(lane?: Lane): Promise<readonly Fault[]> {
		const cleared = this.#activeOf(lane ? [lane] : LANES);
		for (const { lane: freed } of cleared) this.#faults.delete(freed);
		return cleared;
	}

	async list(): Promise<readonly Fault[]> {
		return this.#activeOf(LANES);
	}

	#activeOf(lanes: readonly Lane[]): readonly Fault[] {
		const nowMs = this.#now();
		return lanes.flatMap((lane) => this.#faults.get(lane) ?? []).filter(({ untilMs }) => untilMs > nowMs);
	}
}
