import { setTimeout as sleep } from 'node:timers/promises';
import { type HistoryPoint, POINT_MS, pointOf } from '@canario/contracts/history';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';

interface Options {
	readonly read: () => Promise<StatsSnapshot>;
	readonly history: () => Promise<readonly HistoryPoint[]>;
	readonly addPoint: (point: HistoryPoint) => Promise<void>;
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** Hears of each point that could not be written. */
	readonly onFailure: (error: unknown) => void;
}

/** Writes a point of the history at every multiple of POINT_MS. Every replica may; the first of an instant stays. */
export class HistoryWriter {
	readonly #options: Options;
	readonly #stopping = new AbortController();
	#running: Promise<void> = Promise.resolve();

	constructor(options: Options) {
		this.#options = options;
	}

	start(): void {
		this.#running = this.#run();
	}

	async close(): Promise<void> {
		this.#stopping.abort();
		await this.#running;
	}

	async #run(): Promise<void> {
		const { signal } = this.#stopping;
		const { now, onFailure } = this.#options;
		while (!signal.aborted) {
			const startMs = now();
			const atMs = Math.floor(startMs / POINT_MS) * POINT_MS + POINT_MS;
			await sleep(atMs - startMs, undefined, { signal }).catch(() => {});
			if (!signal.aborted) await this.#write(atMs).catch(onFailure);
		}
	}

	async #write(atMs: number): Promise<void> {
		const { read, history, addPoint } = this.#options;
		const [snapshot, points] = await Promise.all([read(), history()]);
		const before = points.findLast((point) => point.atMs < atMs);
		await addPoint(pointOf(snapshot, atMs, before));
	}
}
