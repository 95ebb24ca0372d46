import type { TraceEvent } from '@canario/contracts/trace';
import type { TraceListener, Traces } from '../traces.ts';

/** Traces within one process. They are heard in a later turn of the event loop, as through a network. */
export class InProcessTraces implements Traces {
	readonly #listeners = new Set<{ readonly hear: TraceListener }>();

	async publish(events: readonly TraceEvent[]): Promise<void> {
		const listeners = [...this.#listeners];
		if (listeners.length === 0 || events.length === 0) return;
		setImmediate(() => {
			for (const listener of listeners) if (this.#listeners.has(listener)) listener.hear(events);
		});
	}

	async subscribe(onEvents: TraceListener): Promise<() => Promise<void>> {
		// an object of its own, so that one who subscribes twice is told twice
		const listener = { hear: onEvents };
		this.#listeners.add(listener);
		return async () => {
			this.#listeners.delete(listener);
		};
	}
}
