import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** Owns what a scenario starts, and a folder for its data: on the disk of the clone, for /tmp may be memory. */
export class Place {
	readonly dir: string;
	readonly #owned: { close(): Promise<unknown> }[] = [];

	constructor() {
		const parent = resolve(ROOT, '.canario');
		mkdirSync(parent, { recursive: true });
		this.dir = mkdtempSync(resolve(parent, 'bench-'));
		process.once('exit', this.#remove);
	}

	/** Takes charge of closing what `starting` gives. */
	async own<T extends { close(): Promise<unknown> }>(starting: Promise<T>): Promise<T> {
		const started = await starting;
		this.#owned.push(started);
		return started;
	}

	/** Closes everything, the last first, and removes the folder. */
	async close(): Promise<void> {
		for (const owned of this.#owned.splice(0).reverse()) await owned.close();
		this.#remove();
		process.off('exit', this.#remove);
	}

	readonly #remove = () => rmSync(this.dir, { recursive: true, force: true, maxRetries: 3 });
}
