import { once } from 'node:events';
import { ConfigError } from './env.ts';
import { createLog } from './log.ts';
import { type BaseConfig, type Running, type ServiceDefinition, startService } from './service.ts';

const STOP_SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Runs a service as this process: serves until SIGTERM or SIGINT, or until the process that started it goes
 * away (where there is an IPC channel), then stops it. Ends with status 1 when it could not start or did not
 * stop well; a second signal ends it at once. A signal that comes while starting is acted on when the start
 * is over.
 */
export async function runService<Config extends BaseConfig, Surroundings>(
	definition: ServiceDefinition<Config, Surroundings>,
	surroundings: Surroundings,
): Promise<void> {
	const log = createLog(definition.name, { level: 'info', file: undefined });
	const signal = Promise.race([
		...STOP_SIGNALS.map((name) => once(process, name).then(() => name)),
		once(process, 'disconnect').then(() => 'disconnect'),
	]);
	let running: Running;
	try {
		running = await startService(definition, process.env, surroundings);
	} catch (err) {
		if (err instanceof ConfigError) log.fatal(err.message);
		else log.fatal({ err }, 'start failed');
		process.exit(1);
	}
	if (process.connected) process.send?.({ ready: definition.name });
	log.info({ signal: await signal }, 'stopping');
	for (const name of STOP_SIGNALS) process.once(name, () => process.exit(1));
	// what somebody keeps open must not keep the process
	process.exit((await running.stop()) ? 0 : 1);
}
