import { resolve } from 'node:path';
import { blueGrpc } from '@canario/blue-grpc/service';
import { canaryController } from '@canario/canary-controller/service';
import { dummySplitter } from '@canario/dummy-splitter/service';
import { greenRedis } from '@canario/green-redis/service';
import { realtimeWs } from '@canario/realtime-ws/service';
import {
	type BaseConfig,
	type Running,
	type ServiceDefinition,
	startService,
} from '@canario/service-kit/service';
import type { StoreProvider } from '@canario/stores/provider';
import { subscriber } from '@canario/subscriber/service';
import { web } from '@canario/web/service';
import { httpUrl, openUrl, originsOf, type PortName, type Ports, portEnvironment } from './ports.ts';

/** A service of the platform, whatever its configuration is. */
export interface PlatformService {
	readonly name: string;
	/** Where it serves HTTP. */
	readonly port: PortName;
	/** Starts it in this process. */
	readonly start: (env: NodeJS.ProcessEnv, stores: StoreProvider) => Promise<Running>;
}

const serviceOf = <Config extends BaseConfig>(
	definition: ServiceDefinition<Config, StoreProvider>,
	port: PortName,
): PlatformService => ({
	name: definition.name,
	port,
	start: (env, stores) => startService(definition, env, stores),
});

/** The services of the platform in the order in which they start; they stop the other way round. */
export const SERVICES: readonly PlatformService[] = [
	serviceOf(web, 'web'),
	serviceOf(realtimeWs, 'realtime'),
	serviceOf(subscriber, 'subscriber'),
	serviceOf(blueGrpc, 'blue'),
	serviceOf(greenRedis, 'green'),
	serviceOf(dummySplitter, 'entry'),
	serviceOf(canaryController, 'canary'),
];

const ROOT = resolve(import.meta.dirname, '../../..');

/** The program of a service that runs in a process of its own. */
export const mainOf = (name: string) => resolve(ROOT, name, name === web.name ? 'server' : 'src', 'main.ts');

interface Wiring {
	readonly ports: Ports;
	readonly host: string;
	readonly recordsUrl: string;
	readonly liveUrl: string;
	readonly token: string;
	readonly weights: string | undefined;
	/** Where the page links to for its source. */
	readonly repositoryUrl?: string | undefined;
	/** Whether the page offers operating although other machines reach it. */
	readonly operate?: boolean | undefined;
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** The environment of each service; what a person has set in `base` stays unless the platform must decide it. */
export function environmentOf(
	name: string,
	base: NodeJS.ProcessEnv,
	{ ports, host, recordsUrl, liveUrl, token, weights, repositoryUrl, operate = LOOPBACK.has(host) }: Wiring,
): NodeJS.ProcessEnv {
	const { CANARIO_TOKEN: _, ...rest } = base;
	return {
		...rest,
		LOG_LEVEL: base.LOG_LEVEL ?? 'info',
		SHUTDOWN_DRAIN_MS: '50',
		SHUTDOWN_DEADLINE_MS: '5000',
		HOST: host,
		STATS_SETTLE_MS: base.STATS_SETTLE_MS ?? '2000',
		MONGODB_URL: recordsUrl,
		REDIS_URL: liveUrl,
		ADMIN_HOST: '127.0.0.1',
		...portEnvironment(ports),
		BLUE_URL: base.BLUE_URL ?? httpUrl(host, ports.blue),
		GREEN_URL: base.GREEN_URL ?? httpUrl(host, ports.green),
		SPLIT_TARGET: base.SPLIT_TARGET ?? adminUrl(ports),
		ENTRY_URL: base.ENTRY_URL ?? httpUrl(host, ports.entry),
		// the page finds the feed on whatever name of this machine it was opened by
		FEED_URL: base.FEED_URL ?? httpUrl('*', ports.realtime),
		ALLOWED_ORIGINS: base.ALLOWED_ORIGINS ?? originsOf(host, ports.web).join(','),
		...(weights !== undefined && { SPLIT_WEIGHTS: weights }),
		...(repositoryUrl !== undefined && { REPOSITORY_URL: base.REPOSITORY_URL ?? repositoryUrl }),
		...(operate && { OPERATE_URL: base.OPERATE_URL ?? adminUrl(ports) }),
		// only those who ask for it, and who ask with it, have a use for it
		...((name === dummySplitter.name || name === canaryController.name) && { CANARIO_TOKEN: token }),
	};
}

/** The admin listener is on loopback, wherever the others are. */
const adminUrl = ({ admin }: Ports) => `http://127.0.0.1:${admin}`;

/** URLs of the services, by the names of platform.json. */
export function urlsOf(ports: Ports, host: string) {
	const at = (port: number) => openUrl(host, port);
	return {
		page: at(ports.web),
		entry: at(ports.entry),
		admin: adminUrl(ports),
		stats: at(ports.realtime),
		blue: at(ports.blue),
		green: at(ports.green),
		subscriber: at(ports.subscriber),
		canary: at(ports.canary),
	};
}
