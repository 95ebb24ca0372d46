import { commonConfig, commonShape, parseEnv, port, whole } from '@canario/service-kit/env';
import { liveShape } from '@canario/stores/config';
import { z } from 'zod';

export const shape = {
	...commonShape,
	...liveShape,
	GREEN_PORT: port().default(3052),
	GREEN_DELIVERY: z.enum(['stream', 'pubsub']).default('stream'),
	MAX_PENDING: whole(1, 100_000).default(4_096),
	RECENT_KEYS: whole(1, 10_000_000).default(20_000),
};

export type Config = ReturnType<typeof readConfig>;

/**
 * The one place this service reads its environment; README.md says what each key means.
 *
 * @throws {ConfigError} naming every bad key.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
	const e = parseEnv(shape, env);
	return Object.freeze({
		...commonConfig(e),
		http: { host: e.HOST, port: e.GREEN_PORT },
		live: { url: e.REDIS_URL, timeoutMs: e.LIVE_TIMEOUT_MS },
		delivery: e.GREEN_DELIVERY,
		maxPending: e.MAX_PENDING,
		recentKeys: e.RECENT_KEYS,
	});
}
