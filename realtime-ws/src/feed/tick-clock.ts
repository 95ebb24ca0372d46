import { setTimeout as sleep } from 'node:timers/promises';

interface Options {
	/** Time from tick to tick, milliseconds. */
	readonly tickMs: number;
	/** Gets ready what the tick needs; a tick does not wait for it longer than most of its time. May reject. */
	readonly prepare: () => Promise<unknown>;
	readonly tick: () => void;
}

/** Share of a tick that `prepare` is waited for: what comes later is for the next. */
const PATIENCE = 0.8;

/** Calls `tick` at a steady pace, whether or not what it needs could be got. */
export class TickClock {
	readonly #options: Options;
	readonly #stopping = new AbortController();
	#running: Promise<void> = Promise.resolve();

	constructor(options: Options) {
		this.#options = options;
	}

	start(): void {
		this.#running = this.#run();
	}

	/** Resolves when no tick will come any more. */
	async stop(): Promise<void> {
		this.#stopping.abort();
		await this.#running;
	}

	async #run(): Promise<void> {
		const { tickMs, prepare, tick } = this.#options;
		const { signal } = this.#stopping;
		for (let atMs = performance.now(); !signal.aborted; ) {
			const prepared = prepare().catch(() => {});
			await Promise.race([prepared, sleep(tickMs * PATIENCE, undefined, { signal }).catch(() => {})]);
			if (signal.aborted) return;
			tick();
			// a tick that took too long does not make the next ones come in a rush
			const now = performance.now();
			atMs = Math.max(atMs + tickMs, now);
			await sleep(Math.max(0, atMs - now), undefined, { signal }).catch(() => {});
		}
	}
}
