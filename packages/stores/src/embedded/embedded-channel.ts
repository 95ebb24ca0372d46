import type { GreenStream } from '../green-stream.ts';

type Listener = Parameters<GreenStream['subscribe']>[0];

/** The channel within one process. It delivers in a later turn of the event loop, as a network would. */
export class EmbeddedChannel {
	readonly #listeners = new Set<Listener>();
	#waking = false;

	subscribe(listener: Listener): () => void {
		// A copy, so that one who subscribes twice is told twice.
		const own: Listener = {
			onWake: () => listener.onWake(),
			onBroadcast: (payloads) => listener.onBroadcast(payloads),
		};
		this.#listeners.add(own);
		return () => this.#listeners.delete(own);
	}

	wake(): void {
		if (this.#waking) return;
		this.#waking = true;
		setImmediate(() => {
			this.#waking = false;
			for (const listener of this.#listeners) listener.onWake();
		});
	}

	/** For those who listen now. */
	broadcast(payloads: readonly string[]): void {
		const listeners = [...this.#listeners];
		setImmediate(() => {
			for (const listener of listeners) if (this.#listeners.has(listener)) listener.onBroadcast(payloads);
		});
	}
}
