import type { TraceEvent } from '@canario/contracts/trace';
import type { TraceListener, Traces } from '../traces.ts';
import { listenRedis } from './redis-channel.ts';
import type { RedisConnection } from './redis-connection.ts';

/** Traces by Redis's PUBLISH, which keeps nothing. */
export class RedisTraces implements Traces {
	readonly #connection: RedisConnection;
	readonly #channel: string;
	readonly #own: { readonly url: string; readonly timeoutMs: number };

	/** @param own how each subscriber's own connection is made. */
	constructor(
		connection: RedisConnection,
		channel: string,
		own: { readonly url: string; readonly timeoutMs: number },
	) {
		this.#connection = connection;
		this.#channel = channel;
		this.#own = own;
	}

	async publish(events: readonly TraceEvent[]): Promise<void> {
		if (events.length === 0) return;
		const message = JSON.stringify(events);
		await this.#connection.call('publish traces', (client) => client.publish(this.#channel, message));
	}

	subscribe(onEvents: TraceListener): Promise<() => Promise<void>> {
		return listenRedis({
			...this.#own,
			listen: (client) => client.subscribe(this.#channel, (message) => onEvents(eventsOf(message))),
		});
	}
}

/** None where somebody else has written to the channel. */
function eventsOf(message: string): readonly TraceEvent[] {
	try {
		const events: unknown = JSON.parse(message);
		return Array.isArray(events) ? (events as readonly TraceEvent[]) : [];
	} catch {
		return [];
	}
}
