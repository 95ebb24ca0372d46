import type { CanaryEntry, CanaryEvent } from '@canario/contracts/canary/event';
import type { CanaryState } from '@canario/contracts/canary/state';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Journal } from '@canario/stores/journal';
import { type CanaryHistory, historyOf, lastCanaryIn } from './canary-history.ts';
import { CanaryLog, PAGE } from './canary-log.ts';
import { canaryAfter } from './state.ts';

/** How often something is appended anew when others append at the same moment. */
const TRIES = 20;

/** What happened to canaries, in the journal, and the state that it leads to. Methods reject as the journal's do. */
export class CanaryBook {
	readonly #log: CanaryLog;
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
		this.#log = new CanaryLog(journal);
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
				const entry = { seq, atMs, canary, event };
				await this.#log.append(entry);
				this.#take(entry);
				this.#onAppended(entry);
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

	/** As `CanaryLog.events`. */
	events(limit: number, before?: number): Promise<readonly CanaryEntry[]> {
		return this.#log.events(limit, before);
	}

	/** As `historyOf`. */
	history(limit: number, before?: number): Promise<CanaryHistory> {
		return historyOf(this.#log, limit, before);
	}

	async #read(): Promise<void> {
		if (this.#seq === undefined) {
			for (const entry of await lastCanaryIn(this.#log)) this.#take(entry);
			this.#seq ??= 0;
		}
		for (;;) {
			const entries = await this.#log.after(this.#seq);
			for (const entry of entries) this.#take(entry);
			if (entries.length < PAGE) return;
		}
	}

	#take(entry: CanaryEntry): void {
		if (this.#seq !== undefined && entry.seq <= this.#seq) return;
		this.#seq = entry.seq;
		this.#state = canaryAfter(this.#state, entry);
	}
}
