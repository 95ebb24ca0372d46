import { join } from 'node:path';
import { sharedStores } from '@canario/stores/provider';
import { httpUrl, type Ports } from './ports.ts';
import { ServerProcess } from './server-process.ts';
import { mainOf, type PlatformService, SERVICES } from './services.ts';

/** Services that run, by name. */
export interface RunningService {
	readonly name: string;
	/** In processes of their own. */
	readonly pid?: number | undefined;
	stop(): Promise<unknown>;
}

interface Options {
	readonly environment: (name: string) => NodeJS.ProcessEnv;
	readonly ports: Ports;
	readonly host: string;
	readonly dataDir: string;
	readonly onCrash: (what: string) => void;
	/** Takes charge of a service as soon as it runs, so that it is stopped when a later one does not start. */
	readonly own: (service: RunningService) => unknown;
	/** Ends the start. */
	readonly signal: AbortSignal;
}

const logIn = (dataDir: string, name: string) => join(dataDir, 'logs', `${name}.log`);

/** All services in this process; they still speak HTTP and gRPC to one another. */
export async function runInProcess({ environment, dataDir, own, signal }: Options): Promise<void> {
	const stores = sharedStores();
	for (const service of SERVICES) {
		signal.throwIfAborted();
		const env = { ...environment(service.name), LOG_FILE: logIn(dataDir, service.name) };
		own(await service.start(env, stores));
	}
}

/**
 * Each service in a process of its own, started again when it dies.
 *
 * @throws the error of the first that did not start, once all have started or ended.
 */
export async function runAsProcesses(options: Options): Promise<void> {
	const giveUp = new AbortController();
	const signal = AbortSignal.any([options.signal, giveUp.signal]);
	let firstError: Error | undefined;
	await Promise.all(
		SERVICES.map(async (service) => {
			try {
				options.own(await startProcess(service, { ...options, signal }));
			} catch (error) {
				firstError ??= error instanceof Error ? error : new Error(String(error));
				giveUp.abort(error);
			}
		}),
	);
	if (firstError !== undefined) throw firstError;
}

async function startProcess({ name, port }: PlatformService, options: Options): Promise<RunningService> {
	const { environment, ports, host, dataDir, onCrash, signal } = options;
	const url = `${httpUrl(host, ports[port])}/livez`;
	const server = await ServerProcess.start({
		name,
		command: process.execPath,
		args: ['--disable-warning=ExperimentalWarning', mainOf(name)],
		env: environment(name),
		ipc: true,
		logFile: logIn(dataDir, name),
		probe: async () => {
			const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
			if (!response.ok) throw new Error(`${name} is not alive`);
		},
		onCrash,
		signal,
	});
	return {
		name,
		get pid() {
			return server.pid;
		},
		stop: () => server.stop(),
	};
}
