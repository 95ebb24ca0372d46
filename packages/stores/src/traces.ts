import type { TraceEvent } from '@canario/contracts/trace';

/** Hears events in the order in which their publisher gave them. Must not throw. */
export type TraceListener = (events: readonly TraceEvent[]) => void;

/**
 * Sightings of traced vaccinations, for whoever watches just now. Best effort: what nobody listens to, or is
 * published while the way is broken, is gone, and nobody may rely on delivery. Adapters: Redis and in process;
 * both pass `contract/live.contract.ts`.
 */
export interface Traces {
	/** Rejects with ServiceError where it is known that nobody heard; the events are not to be published again. */
	publish(events: readonly TraceEvent[]): Promise<void>;

	/**
	 * Hears all that is published from now on, also after a loss of the connection, until the function that it
	 * resolves with is called. Rejects with ServiceError when nobody can be listened to just now.
	 */
	subscribe(onEvents: TraceListener): Promise<() => Promise<void>>;
}
