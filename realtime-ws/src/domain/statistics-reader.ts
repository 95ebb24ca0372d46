import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';

/** So long an unbuilt reading does not replace a built one for the feed, milliseconds. */
const HOLD_MS = 30_000;

interface Options {
	/** Reads the live statistics; rejects while they are away. */
	readonly read: () => Promise<StatsSnapshot>;
	/** Askers within so long share one reading, milliseconds. */
	readonly freshMs: number;
	/** Milliseconds; never runs backwards. */
	readonly elapsedMs: () => number;
	/** Hears of each reading that failed. */
	readonly onFailure: (error: unknown) => void;
}

/** Reads the live statistics for everybody, and keeps the last good snapshot for when they are away. */
export class StatisticsReader {
	readonly #options: Options;
	#reading: { readonly result: Promise<StatsSnapshot>; readonly atMs: number; over: boolean } | undefined;
	#last: StatsSnapshot | undefined;
	#goodAtMs: number;

	constructor(options: Options) {
		this.#options = options;
		this.#goodAtMs = options.elapsedMs();
	}

	/**
	 * The statistics, at most `freshMs` old.
	 *
	 * @throws {ServiceError} when they cannot be read.
	 */
	read(): Promise<StatsSnapshot> {
		const { elapsedMs, freshMs, onFailure } = this.#options;
		const now = elapsedMs();
		// one at a time: a slow one must not come back after a newer one
		if (this.#reading && (!this.#reading.over || now - this.#reading.atMs < freshMs)) {
			return this.#reading.result;
		}
		const reading = { result: this.#readNow(), atMs: now, over: false };
		this.#reading = reading;
		reading.result.then(
			() => {
				reading.over = true;
			},
			(error: unknown) => {
				// the next who asks tries anew
				this.#reading = undefined;
				onFailure(error);
			},
		);
		return reading.result;
	}

	/** The last good snapshot; undefined before the first. */
	get last(): StatsSnapshot | undefined {
		return this.#last;
	}

	/** Milliseconds since the last good reading; before the first, since the start. */
	dataAgeMs(): number {
		return Math.max(0, Math.round(this.#options.elapsedMs() - this.#goodAtMs));
	}

	async #readNow(): Promise<StatsSnapshot> {
		const snapshot = await this.#options.read();
		// a live store that lost its memory is rebuilt in seconds: viewers are spared a picture of zeros
		if (snapshot.built || !this.#last?.built || this.dataAgeMs() > HOLD_MS) {
			this.#last = snapshot;
			this.#goodAtMs = this.#options.elapsedMs();
		}
		return snapshot;
	}
}
