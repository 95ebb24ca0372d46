import {
	ConfigError,
	commonConfig,
	commonShape,
	milliseconds,
	parseEnv,
	port,
} from '@canario/service-kit/env';
import { isObjectAddress } from '@canario/split-targets/open-split-target';
import { liveShape, recordsShape } from '@canario/stores/config';
import { z } from 'zod';

/** Of the live store, and of a Lease in a cluster, whose keepers have it so by default: milliseconds. */
const [LIVE_LEASE_MS, OBJECT_LEASE_MS] = [5_000, 15_000];

const hosts = z
	.string()
	.transform((text) =>
		text
			.split(',')
			.map((host) => host.trim())
			.filter(Boolean),
	)
	.refine(
		(all) => all.every((host) => /^(\*|(\*\.)?[\w.[\]:-]+)$/.test(host)),
		'expected hosts such as a.example,*.b.example:8080',
	);

export const shape = {
	...commonShape,
	...recordsShape,
	...liveShape,
	CANARY_PORT: port().default(3054),
	SPLIT_TARGET: z
		.string()
		.regex(
			/^(https?:\/\/\S+|(trafficsplit|httproute)\/\S+)$/,
			'expected a URL, trafficsplit/NAME or httproute/NAME',
		)
		.default('http://127.0.0.1:3060'),
	SPLIT_NAMESPACE: z.string().min(1).optional(),
	KUBECONFIG: z.string().min(1).optional(),
	CANARIO_TOKEN: z.string().min(16, 'expected at least 16 characters').optional(),
	CANARY_LOOK_MS: milliseconds().default(1_000),
	LEASE_MS: milliseconds().optional(),
	NO_TRAFFIC_MS: milliseconds().default(10_000),
	GATE_AGAIN_MS: milliseconds().default(10_000),
	WEBHOOK_HOSTS: hosts.default(['localhost', '127.0.0.1', '[::1]']),
	WEBHOOK_SECRET: z
		.string()
		.regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'expected whsec_ and at least 24 bytes in base64')
		.optional(),
};

export type Config = ReturnType<typeof readConfig>;

/**
 * The one place this service reads its environment; README.md says what each key means. Durations are milliseconds.
 *
 * @throws {ConfigError} naming every bad key, where an entry is to be asked without a token, and where
 * the lease would run out between two looks.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
	const e = parseEnv(shape, env);
	if (!isObjectAddress(e.SPLIT_TARGET) && e.CANARIO_TOKEN === undefined) {
		throw new ConfigError('SPLIT_TARGET is an entry, and needs CANARIO_TOKEN');
	}
	const leaseMs = e.LEASE_MS ?? (isObjectAddress(e.SPLIT_TARGET) ? OBJECT_LEASE_MS : LIVE_LEASE_MS);
	if (leaseMs < 2 * e.CANARY_LOOK_MS) {
		throw new ConfigError('LEASE_MS must be at least twice CANARY_LOOK_MS: it is prolonged at each look');
	}
	return Object.freeze({
		...commonConfig(e),
		http: { host: e.HOST, port: e.CANARY_PORT },
		split: {
			target: e.SPLIT_TARGET,
			namespace: e.SPLIT_NAMESPACE,
			kubeconfig: e.KUBECONFIG,
			token: e.CANARIO_TOKEN,
		},
		lookMs: e.CANARY_LOOK_MS,
		leaseMs,
		noTrafficMs: e.NO_TRAFFIC_MS,
		hooks: { gateAgainMs: e.GATE_AGAIN_MS, hosts: e.WEBHOOK_HOSTS, secret: e.WEBHOOK_SECRET },
		records: { url: e.MONGODB_URL, timeoutMs: e.RECORDS_TIMEOUT_MS },
		live: { url: e.REDIS_URL, timeoutMs: e.LIVE_TIMEOUT_MS },
	});
}
