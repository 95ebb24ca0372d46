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
import { z } from 'zod';

/** Keys of every role. */
const baseShape = {
	...commonShape,
	BLUE_ROLE: z.enum(['both', 'client', 'server']).default('both'),
	BLUE_HTTP_PORT: port().default(3051),
	BLUE_GRPC_PORT: port().default(50_051),
	BLUE_GRPC_HOST: z.string().min(1).optional(),
	BLUE_GRPC_TARGET: z.string().min(1).optional(),
	BLUE_GRPC_DEADLINE_MS: milliseconds().default(2_000),
	BLUE_MAX_PENDING: whole(1, 100_000).default(2_048),
};

/** All keys; the stores' are the recorder's, so BLUE_ROLE=client needs none of them: see `clientShape`. */
export const shape = { ...baseShape, ...recordsShape, ...liveShape };

/** By the live store a front alone hears of faults on purpose, and only of those. */
const clientShape = { ...baseShape, ...liveShape, REDIS_URL: liveShape.REDIS_URL.optional() };

export type Config = ReturnType<typeof readConfig>;
export type RecorderConfig = NonNullable<Config['recorder']>;
export type FrontConfig = NonNullable<Config['front']>;

/**
 * The one place this service reads its environment; README.md says what each key means. Durations are
 * milliseconds.
 *
 * @throws {ConfigError} naming every bad key, or when the gRPC deadline leaves the record store no time to answer.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
	if (env.BLUE_ROLE === 'client') {
		const e = parseEnv(clientShape, env);
		const live = e.REDIS_URL === undefined ? undefined : { url: e.REDIS_URL, timeoutMs: e.LIVE_TIMEOUT_MS };
		return configOf(e, { live, records: undefined });
	}
	const e = parseEnv(shape, env);
	if (e.RECORDS_TIMEOUT_MS >= e.BLUE_GRPC_DEADLINE_MS) {
		throw new ConfigError('RECORDS_TIMEOUT_MS must be below BLUE_GRPC_DEADLINE_MS');
	}
	return configOf(e, {
		records: { url: e.MONGODB_URL, timeoutMs: e.RECORDS_TIMEOUT_MS },
		live: { url: e.REDIS_URL, timeoutMs: e.LIVE_TIMEOUT_MS },
	});
}

/** How a store is opened. */
interface StoreConfig {
	readonly url: string;
	readonly timeoutMs: number;
}

function configOf(
	e: ReturnType<typeof parseEnv<typeof baseShape>>,
	stores: { readonly records: StoreConfig | undefined; readonly live: StoreConfig | undefined },
) {
	const { BLUE_GRPC_PORT: grpcPort, BLUE_MAX_PENDING: maxPending } = e;
	const front = { target: e.BLUE_GRPC_TARGET, grpcPort, deadlineMs: e.BLUE_GRPC_DEADLINE_MS, maxPending };
	return Object.freeze({
		...commonConfig(e),
		http: { host: e.HOST, port: e.BLUE_HTTP_PORT },
		/** The HTTP front; without a target it calls the recorder beside it, or on this host. */
		front: e.BLUE_ROLE === 'server' ? undefined : front,
		/** The gRPC server. */
		recorder: stores.records && {
			...{ host: e.BLUE_GRPC_HOST ?? e.HOST, port: grpcPort, maxPending },
			records: stores.records,
		},
		live: stores.live,
	});
}
