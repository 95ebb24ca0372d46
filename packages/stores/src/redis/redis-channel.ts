import { within } from '@canario/service-kit/within';
import type { GreenStream } from '../green-stream.ts';
import type { RedisKeys } from './keys.ts';
import type { RedisClient } from './redis-client.ts';
import { RedisConnection } from './redis-connection.ts';

type Listener = Parameters<GreenStream['subscribe']>[0];

interface Options {
	readonly url: string;
	readonly timeoutMs: number;
	/** Subscribes a client that is connected. */
	readonly listen: (client: RedisClient) => Promise<unknown>;
	/** The connection is there, or there again: something may have been missed. */
	readonly onReady?: () => void;
}

/** Payloads are JSON and hold no line breaks, so lines divide them. */
export const joinPayloads = (payloads: readonly string[]) => payloads.join('\n');

/**
 * Listens on a connection of its own, which subscribes again after each loss. Resolves with the way to end it
 * when it listens; rejects with ServiceError when that takes too long.
 */
export async function listenRedis({
	url,
	timeoutMs,
	listen,
	onReady,
}: Options): Promise<() => Promise<void>> {
	const listening = Promise.withResolvers<void>();
	const known = new WeakSet<RedisClient>();
	const connection = new RedisConnection({
		url,
		timeoutMs,
		onReady: (client) => {
			onReady?.();
			// node-redis repeats the subscriptions of a client by itself; a new client has none yet.
			if (known.has(client)) return;
			known.add(client);
			listen(client).then(
				() => listening.resolve(),
				() => known.delete(client),
			);
		},
	});
	try {
		await within(timeoutMs, 'Redis (subscribe)', listening.promise);
	} catch (error) {
		await connection.close();
		throw error;
	}
	return () => connection.close();
}

/** Listens to green's channels, and wakes the listener after each loss, for it may have missed something. */
export function subscribeRedis(
	{ url, timeoutMs, keys }: { readonly url: string; readonly timeoutMs: number; readonly keys: RedisKeys },
	listener: Listener,
): Promise<() => Promise<void>> {
	return listenRedis({
		url,
		timeoutMs,
		listen: async (client) => {
			await client.subscribe(keys.wakeChannel, () => listener.onWake());
			await client.subscribe(keys.broadcastChannel, (message) => listener.onBroadcast(message.split('\n')));
		},
		onReady: () => listener.onWake(),
	});
}
