import {
	ConfigError,
	commonConfig,
	commonShape,
	httpUrl,
	milliseconds,
	parseEnv,
	port,
	whole,
} from '@canario/service-kit/env';
import { liveShape, recordsShape } from '@canario/stores/config';
import { z } from 'zod';

/** Origins as browsers write them, or `*`. */
const origins = z
	.string()
	.transform((text) => text.split(',').map((origin) => origin.trim().toLowerCase().replace(/\/+$/, '')))
	.refine(
		(all) => all.every((origin) => origin === '*' || URL.parse(origin)?.origin === origin),
		'expected origins such as http://localhost:3000, or *',
	);

export const shape = {
	...commonShape,
	...liveShape,
	...recordsShape,
	MONGODB_URL: recordsShape.MONGODB_URL.optional(),
	REALTIME_PORT: port().default(3003),
	ENTRY_URL: httpUrl().optional(),
	ALLOWED_ORIGINS: origins.default(['http://localhost:3000', 'http://127.0.0.1:3000']),
	TRUST_PROXY: whole(0, 10).default(0),
	FEED_TICK_MS: whole(20, 10_000).default(250),
	FEED_MAX_CONNECTIONS: whole(0, 1_000_000).default(15_000),
	FEED_MAX_PER_ADDRESS: whole(0, 1_000_000).default(200),
	FEED_BUFFER_BYTES: whole(1_024, 16_777_216).default(65_536),
	FEED_CUT_MS: milliseconds().default(30_000),
	FEED_ROTATE_MS: milliseconds().default(3_300_000),
	FEED_SPREAD_MS: milliseconds().default(5_000),
	FEED_MESSAGE_BYTES: whole(256, 65_536).default(1_024),
	FEED_MESSAGES_PER_SECOND: whole(1, 1_000).default(2),
	FEED_REQUESTS_PER_SECOND: whole(0, 60).default(60),
	FOLLOW_PER_MINUTE: whole(0, 10_000).default(6),
	FOLLOW_TOTAL_PER_MINUTE: whole(0, 10_000).default(120),
	FOLLOW_DEADLINE_MS: milliseconds().default(5_000),
	SPLIT_HISTORY: z
		.string()
		.regex(/^split(-[a-z]{1,20})?$/, 'expected split, or for example split-tests')
		.default('split'),
	RECORDS_PER_MINUTE: whole(0, 100_000).default(120),
};

export type Config = ReturnType<typeof readConfig>;

/**
 * The one place this service reads its environment; README.md says what each key means. Durations are milliseconds.
 *
 * @throws {ConfigError} naming every bad key, or when `FEED_ROTATE_MS` is 0.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
	const e = parseEnv(shape, env);
	if (e.FEED_ROTATE_MS < 1_000) throw new ConfigError('FEED_ROTATE_MS must be at least 1000');
	return Object.freeze({
		...commonConfig(e),
		http: { host: e.HOST, port: e.REALTIME_PORT },
		live: { url: e.REDIS_URL, timeoutMs: e.LIVE_TIMEOUT_MS },
		records:
			e.MONGODB_URL === undefined ? undefined : { url: e.MONGODB_URL, timeoutMs: e.RECORDS_TIMEOUT_MS },
		splitHistory: e.SPLIT_HISTORY,
		recordsPerMinute: e.RECORDS_PER_MINUTE,
		allowedOrigins: e.ALLOWED_ORIGINS,
		trustedHops: e.TRUST_PROXY,
		admission: { maxConnections: e.FEED_MAX_CONNECTIONS, maxPerAddress: e.FEED_MAX_PER_ADDRESS },
		requestsPerSecond: e.FEED_REQUESTS_PER_SECOND,
		feed: {
			tickMs: e.FEED_TICK_MS,
			bufferBytes: e.FEED_BUFFER_BYTES,
			cutMs: e.FEED_CUT_MS,
			rotateMs: e.FEED_ROTATE_MS,
			spreadMs: e.FEED_SPREAD_MS,
			messageBytes: e.FEED_MESSAGE_BYTES,
			messagesPerSecond: e.FEED_MESSAGES_PER_SECOND,
		},
		follow: {
			entryUrl: e.ENTRY_URL,
			perMinute: e.FOLLOW_PER_MINUTE,
			totalPerMinute: e.FOLLOW_TOTAL_PER_MINUTE,
			deadlineMs: e.FOLLOW_DEADLINE_MS,
		},
	});
}
