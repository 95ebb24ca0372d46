import type { Logger } from 'pino';

/** What hinders passes: told when it begins, when it becomes another, and when it is over. */
export class Trouble {
	readonly #log: Pick<Logger, 'info' | 'warn'>;
	#words: string | undefined;

	constructor(log: Pick<Logger, 'info' | 'warn'>) {
		this.#log = log;
	}

	/** What hinders now, if something does. */
	get words(): string | undefined {
		return this.#words;
	}

	/** Makes a pass; never rejects. */
	async over(pass: () => Promise<void>): Promise<void> {
		try {
			await pass();
			if (this.#words !== undefined) this.#log.info('canaries go on again');
			this.#words = undefined;
		} catch (err) {
			const words = err instanceof Error ? err.message : String(err);
			if (words !== this.#words) this.#log.warn({ err }, 'canaries stand still');
			this.#words = words;
		}
	}
}
