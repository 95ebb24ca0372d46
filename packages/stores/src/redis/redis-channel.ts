import { within } from '@canario/service-kit/within';
import type { GreenStream } from '../green-stream.ts';
import type { RedisKeys } from './keys.ts';
import type { RedisClient } from './redis-client.ts';
import { RedisConnection } from './redis-connection.ts';

type Listener = Parameters<GreenStream['subscribe']>[0];

/** Payloads are JSON and hold no line breaks, so lines divide them. */
export const joinPayloads = (payloads: readonly string[]) => payloads.join('\n');

/**
 * Listens on a connection of its own, which subscribes again after each loss and then wakes the listener, for
 * it may have missed something. Resolves when it listens; rejects with ServiceError when that takes too long.
 */
export async function subscribeRedis(
	options: { readonly url: string; readonly timeoutMs: number; readonly keys: RedisKeys },
	listener: Listener,
): Promise<() => Promise<void>> {
	const { url, timeoutMs, keys } = options;
	const listening = Promise.withResolvers<void>();
	const listen = async (client: RedisClient) => {
		await client.subscribe(keys.wakeChannel, () => listener.onWake());
		await client.subscribe(keys.broadcastChannel, (message) => listener.onBroadcast(message.split('\n')));
		listening.resolve();
	};
	const known = new WeakSet<RedisClient>();
	const onReady = (client: RedisClient) => {
		listener.onWake();
		// node-redis repeats the subscriptions of a client by itself; a new client has none yet.
		if (known.has(client)) return;
		known.add(client);
		listen(client).catch(() => known.delete(client));
	};
	const connection = new RedisConnection({ url, timeoutMs, onReady });
	try {
		await within(timeoutMs, 'Redis (subscribe)', listening.promise);
	} catch (error) {
		await connection.close();
		throw error;
	}
	return () => connection.close();
}
