import { commonConfig, commonShape, milliseconds, parseEnv, port } from '@canario/service-kit/env';
import { liveShape } from '@canario/stores/config';

export const shape = {
	...commonShape,
	...liveShape,
	REALTIME_PORT: port().default(3003),
	STATS_CACHE_MS: milliseconds().default(250),
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
		http: { host: e.HOST, port: e.REALTIME_PORT },
		live: { url: e.REDIS_URL, timeoutMs: e.LIVE_TIMEOUT_MS },
		statsCacheMs: e.STATS_CACHE_MS,
	});
}
