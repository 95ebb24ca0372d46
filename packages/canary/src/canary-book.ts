import { type CanaryEntry, type CanaryEvent, canaryEntry } from '@canario/contracts/canary/event';
import type { CanaryState } from '@canario/contracts/canary/state';
import type { Json } from '@canario/contracts/merge-patch';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal, JournalEntry } from '@canario/stores/journal';
import { canaryAfter } from './state.ts';

/** Stream of the journal. */
const STREAM = 'canary';

/** Entries that one reading asks for. */
const PAGE = 500;

/** How often something is appended anew when others append at the same moment. */
const TRIES = 20;

/** What happened to canaries, in the journal, and the state that it leads to. Methods reject as the journal's do. */
export class CanaryBook {
	readonly #journal: () => Journal;
	readonly #nowMs: () => number;
	readonly #onAppended: (entry: CanaryEntry) => void;
	#seq: number | undefined;
	#state: CanaryState | undefined;
	#reading: Promise<void> | undefined;

	/**
	 * @param journal throws ServiceError('unavailable') while the record store is not open.
	 * @param onAppended hears of what was appended here.
	 */
	constructor(
		journal: () => Journal,
		nowMs: () => number,
		onAppended: (entry: CanaryEntry) => void = () => {},
	) {
		this.#journal = journal;
		this.#nowMs = nowMs;
		this.#onAppended = onAppended;
	}

	/** The canary that runs, or that ended last, as it was when it was last read. */
	get state(): CanaryState | undefined {
		return this.#state;
	}

	/** Reads what was appended meanwhile, here or elsewhere. */
	follow(): Promise<void> {
		this.#reading ??= this.#read().finally(() => {
			this.#reading = undefined;
		});
		return this.#reading;
	}

	/**
	 * Appends what `make` gives for the state as it is, anew when somebody else was first.
	 *
	 * @param make undefined is nothing; it may throw, which is passed on.
	 * @param of which canary it happened to, where that is not the one of the state.
	 */
	async append(
		make: (state: CanaryState | undefined) => CanaryEvent | undefined,
		of?: number,
	): Promise<CanaryState | undefined> {
		for (let tries = 1; ; tries++) {
			await this.follow();
			const event = make(this.#state);
			if (event === undefined) return this.#state;
			const canary = of ?? (this.#state?.id ?? 0) + (event.kind === 'started' ? 1 : 0);
			const [seq, atMs] = [(this.#seq ?? 0) + 1, this.#nowMs()];
			try {
				await this.#journal().append(STREAM, seq, { canary, event } as unknown as Json, atMs);
				this.#take({ seq, atMs, canary, event });
				this.#onAppended({ seq, atMs, canary, event });
				return this.#state;
			} catch (error) {
				const stale = error instanceof ServiceError && error.code === 'stale_version';
				if (!stale || tries === TRIES) throw error;
			}
		}
	}

	/**
	 * Appends an event to a state that the caller knows; gives the state that it leads to, undefined where something else
	 * happened meanwhile: then nothing was appended.
	 */
	async appendIf(known: CanaryState, event: CanaryEvent): Promise<CanaryState | undefined> {
		let appended = false;
		const state = await this.append((now) => {
			appended = now === known;
			return appended ? event : undefined;
		});
		return appended ? state : undefined;
	}

	/** The last events, before a number of the log where one is given, newest first. */
	async events(limit: number, before?: number): Promise<readonly CanaryEntry[]> {
		return (await this.#journal().tail(STREAM, limit, before)).map(fromJournal);
	}

	/**
	 * The last canaries, of those that began before a number of the log where one is given, newest first; with the number
	 * to go on from, where there are more.
	 */
	async history(
		limit: number,
		before?: number,
	): Promise<{ readonly canaries: readonly CanaryState[]; readonly next?: number }> {
		const found: CanaryEntry[] = [];
		for (;;) {
			const page = await this.events(PAGE, found.at(-1)?.seq ?? before);
			found.push(...page);
			const starts = found.filter(({ event }) => event.kind === 'started');
			if (page.length < PAGE || starts.length >= limit) {
				const canaries = starts.slice(0, limit).flatMap((start) => told(start, found));
				const last = starts[limit - 1]?.seq ?? 1;
				return { canaries, ...(last > 1 && { next: last }) };
			}
		}
	}

	async #read(): Promise<void> {
		if (this.#seq === undefined) await this.#begin();
		for (;;) {
			const entries = await this.#journal().after(STREAM, this.#seq ?? 0, PAGE);
			for (const entry of entries) this.#take(fromJournal(entry));
			if (entries.length < PAGE) return;
		}
	}

	/** Begins with the last canary that was started; what was before it leads to nothing now. */
	async #begin(): Promise<void> {
		const found: CanaryEntry[] = [];
		for (;;) {
			const page = await this.events(PAGE, found.at(-1)?.seq);
			found.push(...page);
			const start = found.findIndex(({ event }) => event.kind === 'started');
			if (start < 0 && page.length === PAGE) continue;
			for (const entry of found.slice(0, start + 1).toReversed()) this.#take(entry);
			this.#seq ??= 0;
			return;
		}
	}

	#take(entry: CanaryEntry): void {
		if (this.#seq !== undefined && entry.seq <= this.#seq) return;
		this.#seq = entry.seq;
		this.#state = canaryAfter(this.#state, entry);
	}
}

/** A canary as its events among `entries` (newest first) tell of it. */
function told(start: CanaryEntry, entries: readonly CanaryEntry[]): CanaryState[] {
	const own = entries.filter(({ canary, seq }) => canary === start.canary && seq >= start.seq).toReversed();
	const state = own.reduce<CanaryState | undefined>(canaryAfter, undefined);
	return state ? [state] : [];
}

function fromJournal({ seq, atMs, data }: JournalEntry): CanaryEntry {
	const parsed = canaryEntry.safeParse({ ...(data as object), seq, atMs });
	if (parsed.success) return parsed.data;
	throw new ServiceError(
		'unavailable',
		`entry ${seq} of the canaries is written in a way that is not known here`,
	);
}
