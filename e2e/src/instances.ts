import { resolve } from 'node:path';
import { lastingPort } from './ports.ts';
import type { Stores } from './stores.ts';

/** The processes of a platform; those on demand only where a test asks for them. */
export const ALWAYS = ['realtime-ws', 'subscriber', 'blue-grpc', 'green-redis', 'dummy-splitter'] as const;
const ON_DEMAND = [
	'blue-recorder',
	'subscriber-2',
	'dummy-splitter-2',
	'canary-controller',
	'canary-controller-2',
	'web',
] as const;
export type InstanceName = (typeof ALWAYS | typeof ON_DEMAND)[number];

export type Environment = Readonly<Record<string, string>>;

/** How to start one process of a platform. */
export interface Instance {
	/** Path of the service's main.ts. */
	readonly main: string;
	readonly url: string;
	/** Of an entry. */
	readonly adminUrl: string;
	readonly env: Environment;
}

export const TOKEN = 'the-token-of-the-tests';

const MAIN_OF: Readonly<Partial<Record<InstanceName, string>>> = {
	'blue-recorder': 'blue-grpc/src/main.ts',
	'subscriber-2': 'subscriber/src/main.ts',
	'dummy-splitter-2': 'dummy-splitter/src/main.ts',
	'canary-controller-2': 'canary-controller/src/main.ts',
	web: 'web/server/main.ts',
};

/** What every process gets; short times, so that healing can be waited for. */
const COMMON: Environment = {
	HOST: '127.0.0.1',
	LOG_LEVEL: 'debug',
	SHUTDOWN_DRAIN_MS: '300',
	SHUTDOWN_DEADLINE_MS: '5000',
	MIN_IDLE_MS: '3000',
	CHECK_EVERY_MS: '500',
	STATS_SETTLE_MS: '2500',
	CANARY_LOOK_MS: '250',
	LEASE_MS: '1500',
	NO_TRAFFIC_MS: '2000',
	GATE_AGAIN_MS: '500',
	CANARIO_TOKEN: TOKEN,
};

interface Plan {
	readonly stores: Pick<Stores, 'redisUrl' | 'mongoUrl'>;
	/** Beside the five. With "blue-recorder", "blue-grpc" is the front alone and calls that. */
	readonly more?: readonly (typeof ON_DEMAND)[number][];
	/** Of the first entry's admin listener, where something is to stand in front of it; a free one unless told. */
	readonly adminPort?: number;
	/** Wins over everything else. */
	readonly env?: Readonly<Partial<Record<InstanceName, Environment>>>;
}

/** Gives every process its ports and its environment; the entries and the lanes find one another. */
export async function planInstances({
	stores,
	more = [],
	adminPort,
	env = {},
}: Plan): Promise<ReadonlyMap<InstanceName, Instance>> {
	const names: readonly InstanceName[] = [...ALWAYS, ...more];
	const ports = new Map<InstanceName, { http: number; admin: number }>();
	for (const name of names) ports.set(name, { http: await lastingPort(), admin: await lastingPort() });
	const entry = ports.get('dummy-splitter');
	if (entry && adminPort !== undefined) entry.admin = adminPort;
	const at = (name: InstanceName) => `http://127.0.0.1:${ports.get(name)?.http}`;
	const grpcPort = `${await lastingPort()}`;
	const apart = more.includes('blue-recorder');
	const roleOf = (name: InstanceName) => (apart ? (name === 'blue-recorder' ? 'server' : 'client') : 'both');
	const wiring = (name: InstanceName): Environment => ({
		MONGODB_URL: stores.mongoUrl,
		REDIS_URL: stores.redisUrl,
		...{ BLUE_ROLE: roleOf(name), BLUE_GRPC_PORT: grpcPort, BLUE_GRPC_TARGET: `127.0.0.1:${grpcPort}` },
		...{ BLUE_URL: at('blue-grpc'), GREEN_URL: at('green-redis'), ENTRY_URL: at('dummy-splitter') },
		SPLIT_TARGET: `http://127.0.0.1:${entry?.admin}`,
		...(more.includes('web') && { FEED_URL: at('realtime-ws'), ALLOWED_ORIGINS: at('web') }),
	});
	return new Map(
		names.map((name) => {
			const { http = 0, admin = 0 } = ports.get(name) ?? {};
			const instance = {
				main: resolve(import.meta.dirname, '../..', MAIN_OF[name] ?? `${name}/src/main.ts`),
				url: at(name),
				adminUrl: `http://127.0.0.1:${admin}`,
				env: { ...COMMON, ...portsOf(`${http}`, `${admin}`), ...wiring(name), ...env[name] },
			};
			return [name, instance] as const;
		}),
	);
}

/** A process reads only the key of its own. */
const portsOf = (port: string, adminPort: string): Environment => ({
	...{ ENTRY_PORT: port, BLUE_HTTP_PORT: port, GREEN_PORT: port },
	...{ SUBSCRIBER_PORT: port, REALTIME_PORT: port, CANARY_PORT: port, WEB_PORT: port, ADMIN_PORT: adminPort },
});
