import {
	ConfigError,
	commonConfig,
	commonShape,
	milliseconds,
	parseEnv,
	port,
	whole,
} from '@canario/service-kit/env';
import { liveShape, recordsShape } from '@canario/stores/config';

export const shape = {
	...commonShape,
	...recordsShape,
	...liveShape,
	SUBSCRIBER_PORT: port().default(3053),
	READ_BATCH: whole(1, 1_000).default(500),
	POLL_MS: milliseconds().default(1_000),
	MIN_IDLE_MS: milliseconds().default(10_000),
	MAX_DELIVERIES: whole(1, 1_000).default(5),
	CHECK_EVERY_MS: milliseconds().default(5_000),
	STATS_SETTLE_MS: milliseconds().default(3_000),
};

export type Config = ReturnType<typeof readConfig>;

/**
 * The one place this service reads its environment; README.md says what each key means. Durations are milliseconds.
 *
 * @throws {ConfigError} naming every bad key, or when deliveries would be reclaimed while they are being stored.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
	const e = parseEnv(shape, env);
	if (e.MIN_IDLE_MS <= e.RECORDS_TIMEOUT_MS + e.LIVE_TIMEOUT_MS) {
		throw new ConfigError('MIN_IDLE_MS must be above RECORDS_TIMEOUT_MS + LIVE_TIMEOUT_MS');
	}
	return Object.freeze({
		...commonConfig(e),
		http: { host: e.HOST, port: e.SUBSCRIBER_PORT },
		records: { url: e.MONGODB_URL, timeoutMs: e.RECORDS_TIMEOUT_MS },
		live: { url: e.REDIS_URL, timeoutMs: e.LIVE_TIMEOUT_MS },
		reading: { batch: e.READ_BATCH, pollMs: e.POLL_MS, minIdleMs: e.MIN_IDLE_MS },
		maxDeliveries: e.MAX_DELIVERIES,
		check: { everyMs: e.CHECK_EVERY_MS, settleMs: e.STATS_SETTLE_MS },
	});
}
