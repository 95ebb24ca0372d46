import type { Delivery, Settled } from '../green-stream.ts';
import type { StreamFile } from './stream-file.ts';

interface Options {
	readonly file: StreamFile;
	/** Milliseconds; never runs backwards. */
	readonly now: () => number;
}

/**
 * Who holds which entries. That is kept in memory, for a consumer never outlives the process; the file knows
 * only up to where entries were handed out, and how often those that were handed out again. So an entry that
 * kills the process each time still comes to its last delivery.
 */
export class HandOuts {
	readonly #file: StreamFile;
	readonly #now: () => number;
	/** When each entry was handed out, oldest first. */
	readonly #heldSince = new Map<number, number>();
	/** Entries up to this one are handed out. */
	#handedOutTo: number;
	/** Entries after the first and up to the second were held when the file was opened: by nobody now. */
	#orphansAfter = 0;
	readonly #orphansTo: number;

	constructor({ file, now }: Options) {
		this.#file = file;
		this.#now = now;
		this.#handedOutTo = file.handedOutTo();
		this.#orphansTo = this.#handedOutTo;
	}

	/** Entries that were never handed out; now they are. */
	next(limit: number): readonly Delivery[] {
		const entries = this.#file.entries(this.#handedOutTo, Number.MAX_SAFE_INTEGER, limit);
		const last = entries.at(-1);
		if (!last) return [];
		this.#file.unsynced(() => this.#file.noteHandedOutTo(last.id));
		this.#handedOutTo = last.id;
		for (const { id } of entries) this.#heldSince.set(id, this.#now());
		return entries.map(({ id, payload }) => ({ entryId: String(id), payload, deliveries: 1 }));
	}

	/** Entries that were handed out at least `minIdleMs` ago and are not settled; now they are handed out again. */
	again(minIdleMs: number, limit: number): readonly Delivery[] {
		const orphans = this.#file.entries(this.#orphansAfter, this.#orphansTo, limit).map(({ id }) => id);
		const ids = [...orphans, ...this.#idle(minIdleMs, limit - orphans.length)];
		if (ids.length === 0) return [];
		const entries = this.#file.unsynced(() => ids.map((id) => this.#file.deliverAgain(id)));
		this.#orphansAfter = orphans.at(-1) ?? this.#orphansTo;
		for (const id of ids) {
			// Behind the others, for the order of the map is that of the times.
			this.#heldSince.delete(id);
			this.#heldSince.set(id, this.#now());
		}
		return entries
			.filter((entry) => entry !== undefined)
			.map(({ id, payload, deliveries }) => ({ entryId: String(id), payload, deliveries }));
	}

	settled(settled: readonly Settled[]): void {
		for (const { entryId } of settled) this.#heldSince.delete(Number(entryId));
	}

	#idle(minIdleMs: number, limit: number): number[] {
		const latest = this.#now() - minIdleMs;
		const ids: number[] = [];
		for (const [id, since] of this.#heldSince) {
			if (ids.length >= limit || since > latest) break;
			ids.push(id);
		}
		return ids;
	}
}
