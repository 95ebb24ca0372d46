import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal } from '@canario/stores/journal';
import { TokenBook } from './token-book.ts';
import { TOKENS_STREAM, type TokenEvent, tokenEvent } from './token-event.ts';

/** Entries that one reading asks for. */
const PAGE = 500;

/** How often a change is tried when others change tokens at the same moment. */
const TRIES = 20;

/** The journal's stream of tokens, followed in memory. Methods reject as the journal's do. */
export class TokenStream {
	readonly book = new TokenBook();
	readonly #journal: () => Journal;
	readonly #nowMs: () => number;
	#seq = 0;
	#readAtMs: number | undefined;
	#reading: Promise<void> | undefined;

	/** @param journal throws ServiceError('unavailable') while the record store is not open. */
	constructor(journal: () => Journal, nowMs: () => number) {
		this.#journal = journal;
		this.#nowMs = nowMs;
	}

	/** When it was last read to its end, milliseconds since the Unix epoch. */
	get readAtMs(): number | undefined {
		return this.#readAtMs;
	}

	/** Reads what was appended meanwhile, here or by other entries. */
	refresh(): Promise<void> {
		this.#reading ??= this.#read().finally(() => {
			this.#reading = undefined;
		});
		return this.#reading;
	}

	/** Appends what `make` gives for the book as it is, anew when somebody else was first; undefined is nothing. */
	async append(make: () => TokenEvent | undefined): Promise<void> {
		for (let tries = 1; ; tries++) {
			await this.refresh();
			const event = make();
			if (event === undefined) return;
			const [seq, atMs] = [this.#seq + 1, this.#nowMs()];
			try {
				await this.#journal().append(TOKENS_STREAM, seq, event, atMs);
				this.#take(seq, event, atMs);
				return;
			} catch (error) {
				if (!(error instanceof ServiceError && error.code === 'stale_version') || tries === TRIES)
					throw error;
			}
		}
	}

	async #read(): Promise<void> {
		for (;;) {
			const entries = await this.#journal().after(TOKENS_STREAM, this.#seq, PAGE);
			for (const { seq, data, atMs } of entries) this.#take(seq, data, atMs);
			if (entries.length < PAGE) break;
		}
		this.#readAtMs = this.#nowMs();
	}

	/** Takes the next entry; one that is known already, or that a later version wrote, changes nothing. */
	#take(seq: number, data: unknown, atMs: number): void {
		if (seq !== this.#seq + 1) return;
		this.#seq = seq;
		const event = tokenEvent.safeParse(data);
		if (event.success) this.book.apply(event.data, atMs);
	}
}
