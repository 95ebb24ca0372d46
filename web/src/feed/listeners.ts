/** Who wants to hear of something. */
export class Listeners<Args extends readonly unknown[] = []> {
	readonly #listeners = new Set<(...args: Args) => void>();

	get size(): number {
		return this.#listeners.size;
	}

	/** @returns how to stop listening. */
	add(listener: (...args: Args) => void): () => void {
		// a wrapper, so that one who listens twice is heard twice and goes once
		const own = (...args: Args) => listener(...args);
		this.#listeners.add(own);
		return () => void this.#listeners.delete(own);
	}

	tell(...args: Args): void {
		for (const listener of this.#listeners) listener(...args);
	}
}
