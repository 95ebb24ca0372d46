import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { ShutdownTimes } from './lifecycle.ts';
import { Lifecycle } from './lifecycle.ts';
import { createLog, type LogOptions } from './log.ts';
import { Metrics } from './metrics.ts';

/** Version of all services: they are released together. */
export const VERSION = '0.1.0';

/** What a service needs of its surroundings besides its configuration. */
export interface Runtime {
	/** Name of this one among the service's replicas. */
	readonly instance: string;
	readonly lifecycle: Lifecycle;
	readonly log: Logger;
	readonly metrics: Metrics;
}

/** What every service's configuration holds. */
export interface BaseConfig {
	readonly log: LogOptions;
	readonly shutdown: ShutdownTimes;
}

/** A service that can be started, in a process of its own or beside others in one. */
export interface ServiceDefinition<Config extends BaseConfig, Surroundings = undefined> {
	readonly name: string;
	/** @throws {ConfigError} naming every bad key. */
	readonly readConfig: (env: NodeJS.ProcessEnv) => Config;
	/** Opens what the service needs, each thing owned by the runtime's lifecycle. Resolves when it serves. */
	readonly start: (config: Config, runtime: Runtime, surroundings: Surroundings) => Promise<void>;
}

/** A service that serves. */
export interface Running {
	readonly name: string;
	/** Turns readiness off, drains, closes; resolves with whether all closed well. */
	stop(): Promise<boolean>;
}

/**
 * Starts a service in this process; when its start fails, what it had opened is closed again.
 *
 * @throws whatever reading its configuration or starting it throws.
 */
export async function startService<Config extends BaseConfig, Surroundings>(
	{ name, readConfig, start }: ServiceDefinition<Config, Surroundings>,
	env: NodeJS.ProcessEnv,
	surroundings: Surroundings,
): Promise<Running> {
	const config = readConfig(env);
	const log = createLog(name, config.log);
	const lifecycle = new Lifecycle(log);
	try {
		const instance = `${hostname()}-${randomUUID().slice(0, 8)}`;
		await start(config, { instance, lifecycle, log, metrics: new Metrics(name, VERSION) }, surroundings);
	} catch (error) {
		await lifecycle.stop(config.shutdown);
		throw error;
	}
	lifecycle.ready();
	return { name, stop: () => lifecycle.stop(config.shutdown) };
}
