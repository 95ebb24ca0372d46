import { setTimeout as sleep } from 'node:timers/promises';

/** One pass of a loop: it ends early when `signal` is aborted, and never rejects. */
type Pass = (signal: AbortSignal) => Promise<void>;

/** Runs `pass` again and again from `start` until `close`, which resolves when the last pass has ended. */
export class Loop {
	readonly #pass: Pass;
	readonly #stopping = new AbortController();
	#running: Promise<void> = Promise.resolve();

	constructor(pass: Pass) {
		this.#pass = pass;
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
		while (!signal.aborted) await this.#pass(signal);
	}
}

/** Waits for so many milliseconds, less where `signal` is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
	await sleep(ms, undefined, { signal }).catch(() => {});
}
