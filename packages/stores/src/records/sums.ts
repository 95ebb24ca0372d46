import type { ByLane, Lane } from '@canario/contracts/lane';
import type { DocumentGroup } from '../record-store.ts';

/** How many documents were read together. */
export interface Counted {
	readonly count: number;
}

/** Puts together groups that were counted part by part. */
export class GroupSums {
	readonly #groups = new Map<string, DocumentGroup>();

	add(group: DocumentGroup): void {
		const { lane, department, vaccine_type, age, n_dose, source } = group;
		const key = JSON.stringify([lane, department, vaccine_type, age, n_dose, source]);
		const count = (this.#groups.get(key)?.count ?? 0) + group.count;
		this.#groups.set(key, { ...group, count });
	}

	list(): readonly DocumentGroup[] {
		return [...this.#groups.values()];
	}
}

/** How many documents of a lane fall into a time slot. */
export interface SlotCount extends Counted {
	readonly slot: number;
	readonly lane: Lane;
}

/** Puts together documents a lane by time slot that were counted part by part. */
export class SlotSums {
	readonly #slots = new Map<number, ByLane<number>>();

	add({ slot, lane, count }: SlotCount): void {
		const sums = this.#slots.get(slot) ?? { blue: 0, green: 0 };
		this.#slots.set(slot, { ...sums, [lane]: sums[lane] + count });
	}

	map(): ReadonlyMap<number, ByLane<number>> {
		return this.#slots;
	}
}
