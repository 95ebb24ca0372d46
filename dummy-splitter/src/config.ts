import { accessConfig, accessShape } from '@canario/access/config';
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
import { weightsText } from '@canario/traffic-split/weights';
import { z } from 'zod';

const paths = z
	.string()
	.transform((text) => text.split(',').map((path) => path.trim()))
	.refine((all) => all.every((path) => /^\/[\w\-./]*$/.test(path)), 'expected paths such as /,/vaccinations');

export const shape = {
	...commonShape,
	...recordsShape,
	...liveShape,
	...accessShape,
	ENTRY_PORT: port().default(3050),
	ADMIN_HOST: z.string().min(1).default('127.0.0.1'),
	ADMIN_PORT: port().default(3060),
	POST_PATHS: paths.default(['/', '/vaccinations']),
	SPLIT_MODE: z.enum(['local', 'mesh']).default('local'),
	SPLIT_WEIGHTS: weightsText.default({ blue: 50, green: 50 }),
	SPLIT_HISTORY: z
		.string()
		.regex(/^split(-[a-z]{1,20})?$/, 'expected split, or for example split-tests')
		.default('split'),
	SPLIT_FOLLOW_MS: milliseconds().default(500),
	BLUE_URL: httpUrl().default('http://127.0.0.1:3051'),
	GREEN_DELIVERY: z.enum(['stream', 'pubsub']).default('stream'),
	GREEN_URL: httpUrl().default('http://127.0.0.1:3052'),
	APEX_URL: httpUrl().optional(),
	MESH_BATCH: whole(1, 500).default(1),
	MESH_SPLIT: z
		.string()
		.regex(
			/^(trafficsplit|httproute)\/[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
			'expected for example httproute/front',
		)
		.optional(),
	MESH_NAMESPACE: z
		.string()
		.regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'expected the name of a namespace')
		.optional(),
	MESH_PROXY_URL: z.union([z.literal('off'), httpUrl()]).default('http://127.0.0.1:4191'),
	KUBECONFIG: z.string().min(1).optional(),
	HOP_DEADLINE_MS: milliseconds().default(3_000),
	LANE_MAX_PENDING: whole(1, 100_000).default(1_024),
	RECENT_KEYS: whole(1, 10_000_000).default(20_000),
	SAMPLES_PER_SECOND: whole(0, 1_000).default(60),
};

export type Config = ReturnType<typeof readConfig>;

/**
 * The one place this service reads its environment; README.md says what each key means. Durations are milliseconds.
 *
 * @throws {ConfigError} naming every bad key, when mesh mode has no apex to send to, or OIDC lacks a part.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
	const e = parseEnv(shape, env);
	if (e.SPLIT_MODE === 'mesh' && !e.APEX_URL) throw new ConfigError('SPLIT_MODE=mesh needs APEX_URL');
	return Object.freeze({
		...commonConfig(e),
		http: { host: e.HOST, port: e.ENTRY_PORT },
		postPaths: e.POST_PATHS,
		admin: { host: e.ADMIN_HOST, port: e.ADMIN_PORT },
		access: accessConfig(e),
		split: {
			weights: e.SPLIT_WEIGHTS,
			stream: e.SPLIT_HISTORY,
			followMs: e.SPLIT_FOLLOW_MS,
			waitMs: e.RECORDS_TIMEOUT_MS,
		},
		mesh: meshConfig(e, Boolean(env.SPLIT_WEIGHTS)),
		laneUrls: { blue: e.BLUE_URL, green: e.GREEN_URL },
		hopDeadlineMs: e.HOP_DEADLINE_MS,
		laneMaxPending: e.LANE_MAX_PENDING,
		classroom: e.GREEN_DELIVERY === 'pubsub',
		recentKeys: e.RECENT_KEYS,
		samplesPerSecond: e.SAMPLES_PER_SECOND,
		records: { url: e.MONGODB_URL, timeoutMs: e.RECORDS_TIMEOUT_MS },
		live: { url: e.REDIS_URL, timeoutMs: e.LIVE_TIMEOUT_MS },
	});
}

/** @param weightsGiven whether SPLIT_WEIGHTS is more than its default. */
function meshConfig(e: z.infer<z.ZodObject<typeof shape>>, weightsGiven: boolean) {
	const { SPLIT_MODE, APEX_URL: apexUrl, MESH_SPLIT: address, MESH_PROXY_URL: proxyUrl } = e;
	if (SPLIT_MODE !== 'mesh' || !apexUrl) return undefined;
	return {
		...{ apexUrl, batch: e.MESH_BATCH, weightsGiven, weights: e.SPLIT_WEIGHTS },
		proxyUrl: proxyUrl === 'off' ? undefined : proxyUrl,
		object:
			address === undefined ? undefined : { address, namespace: e.MESH_NAMESPACE, kubeconfig: e.KUBECONFIG },
		waitMs: e.RECORDS_TIMEOUT_MS,
	};
}
