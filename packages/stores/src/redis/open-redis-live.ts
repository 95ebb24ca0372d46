import { ServiceError } from '@canario/service-kit/service-error';
import type { Live } from '../stores.ts';
import { keysOf } from './keys.ts';
import { RedisConnection } from './redis-connection.ts';
import { RedisFaults } from './redis-faults.ts';
import { RedisGreenStream } from './redis-green-stream.ts';
import { RedisLiveStatistics } from './redis-live-statistics.ts';
import { RedisTraces } from './redis-traces.ts';

/** Restarted subscribers bring new names; the old ones go after this long, milliseconds. */
const FORGET_CONSUMERS_MS = 600_000;

interface Options {
	/** `redis:` or `rediss:` URL of one Redis ≥ 7 (no cluster). */
	readonly url: string;
	/** Begins every key and channel, so that several platforms can share a Redis. */
	readonly namespace?: string;
	/** Budget of one call, milliseconds. */
	readonly timeoutMs: number;
	readonly forgetConsumersMs?: number;
}

/**
 * Live statistics and green's stream in Redis. Resolves when the connection is there, or after `timeoutMs`
 * without one: then calls reject with ServiceError('unavailable') until it comes, for a service may be
 * started before its Redis.
 */
export async function openRedisLive({ namespace = 'canario', ...options }: Options): Promise<Live> {
	const { url, timeoutMs, forgetConsumersMs = FORGET_CONSUMERS_MS } = options;
	// Not with the original as its cause: that one carries the URL, which may hold a password.
	if (!URL.canParse(url)) throw new ServiceError('invalid_input', 'the URL of Redis cannot be read');
	const keys = keysOf(namespace);
	const connection = new RedisConnection({ url, timeoutMs });
	await connection.settled(timeoutMs);
	return {
		statistics: new RedisLiveStatistics(connection, keys),
		stream: new RedisGreenStream(connection, keys, { url, timeoutMs, forgetConsumersMs }),
		faults: new RedisFaults(connection, keys),
		traces: new RedisTraces(connection, keys.tracesChannel, { url, timeoutMs }),
		ping: async () => {
			await connection.ping();
		},
		close: () => connection.close(),
	};
}
