import { readConfig as blue, shape as blueShape } from '../../blue-grpc/src/config.ts';
import { readConfig as canary, shape as canaryShape } from '../../canary-controller/src/config.ts';
import { readConfig as entry, shape as entryShape } from '../../dummy-splitter/src/config.ts';
import { readConfig as green, shape as greenShape } from '../../green-redis/src/config.ts';
import { readConfig as realtime, shape as realtimeShape } from '../../realtime-ws/src/config.ts';
import { readConfig as subscriber, shape as subscriberShape } from '../../subscriber/src/config.ts';
import { readConfig as web, shape as webShape } from '../../web/server/config.ts';

interface ReadConfig {
	readonly http: { readonly port: number };
	readonly shutdown: { readonly drainMs: number; readonly deadlineMs: number };
	readonly admin?: unknown;
}

interface DeployedService {
	/** Names of the environment that it reads. */
	readonly names: ReadonlySet<string>;
	/** Throws where the environment is none that it can start with. */
	readonly readConfig: (env: NodeJS.ProcessEnv) => ReadConfig;
}

const serviceOf = (shape: object, readConfig: DeployedService['readConfig']): DeployedService => ({
	names: new Set(Object.keys(shape)),
	readConfig,
});

/** Every deployable, with how it reads its environment. */
export const SERVICES: Readonly<Record<string, DeployedService>> = {
	'blue-grpc': serviceOf(blueShape, blue),
	'canary-controller': serviceOf(canaryShape, canary),
	'dummy-splitter': serviceOf(entryShape, entry),
	'green-redis': serviceOf(greenShape, green),
	'realtime-ws': serviceOf(realtimeShape, realtime),
	subscriber: serviceOf(subscriberShape, subscriber),
	web: serviceOf(webShape, web),
};

/** What stands in for what a Secret gives. */
export const SECRETS: Readonly<Record<string, string>> = {
	MONGODB_URL: 'mongodb://mongo-0.mongo:27017/canario?replicaSet=rs0',
	REDIS_URL: 'redis://redis:6379',
	CANARIO_TOKEN: 'sixteen-letters-or-more',
};
