import type { GreenBooks } from '../live-statistics.ts';
import type { FileBooks, StreamFile } from './stream-file.ts';

type Change = Partial<Omit<FileBooks, 'audited'>> & { readonly pending?: number };

/** Green's books in memory, for readers; the file has the same. */
export class StreamBooks {
	readonly #file: StreamFile;
	readonly #books: FileBooks;
	#pending: number;

	constructor(file: StreamFile) {
		this.#file = file;
		this.#books = file.books();
		this.#pending = file.pending();
	}

	read(): GreenBooks {
		const { taken, repeats, deadLettered, conflicts } = this.#books;
		return { taken, repeats, deadLettered, conflicts, pending: this.#pending };
	}

	/** Writes a change to the file, within a transaction; `apply` follows when that is on the disk. */
	write({ taken = 0, repeats = 0, deadLettered = 0, conflicts = 0, resets = 0 }: Change): void {
		this.#file.addToBooks({ taken, repeats, deadLettered, conflicts, resets });
	}

	apply(change: Change): void {
		this.#books.taken += change.taken ?? 0;
		this.#books.repeats += change.repeats ?? 0;
		this.#books.deadLettered += change.deadLettered ?? 0;
		this.#books.conflicts += change.conflicts ?? 0;
		this.#books.resets += change.resets ?? 0;
		this.#pending += change.pending ?? 0;
	}

	/**
	 * Books that begin only now, though green has `stored` documents, belong to a file that was lost: they begin
	 * anew, closed.
	 */
	audit(stored: number): void {
		if (this.#books.audited) return;
		const { taken, repeats, deadLettered, pending } = this.read();
		const missing = stored + repeats + deadLettered + pending - taken;
		this.#file.unsynced(() => {
			if (missing > 0) this.write({ taken: missing, resets: 1 });
			this.#file.noteAudited();
		});
		if (missing > 0) this.apply({ taken: missing, resets: 1 });
		this.#books.audited = 1;
	}
}
