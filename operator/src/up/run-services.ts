import { openSync } from 'node:fs';
import { join } from 'node:path';
import { sharedStores } from '@canario/stores/provider';
import { ServerProcess } from './server-process.ts';
import { mainOf, SERVICES } from './services.ts';

/** Services that run, by name. */
export interface RunningService {
	readonly name: string;
	/** In processes of their own. */
	readonly pid?: number | undefined;
	stop(): Promise<unknown>;
}

interface Options {
	readonly environment: (name: string) => NodeJS.ProcessEnv;
	readonly dataDir: string;
	readonly onCrash: (what: string) => void;
	/** Takes charge of a service as soon as it runs, so that it is stopped when a later one does not start. */
	readonly own: (service: RunningService) => void;
}

const logIn = (dataDir: string, name: string) => join(dataDir, 'logs', `${name}.log`);

/** All services in this process; they still speak HTTP and gRPC to one another. */
export async function runInProcess({ environment, dataDir, own }: Options): Promise<void> {
	const stores = sharedStores();
	for (const service of SERVICES) {
		const env = { ...environment(service.name), LOG_FILE: logIn(dataDir, service.name) };
		own(await service.start(env, stores));
	}
}

/** Each service in a process of its own, started again when it dies. */
export async function runAsProcesses({ environment, dataDir, onCrash, own }: Options): Promise<void> {
	await Promise.all(
		SERVICES.map(async ({ name }) => {
			const env = environment(name);
			const url = `http://${env.HOST}:${env[PORT_KEY[name as keyof typeof PORT_KEY]]}/livez`;
			const server = await ServerProcess.start({
				name,
				command: process.execPath,
				args: ['--disable-warning=ExperimentalWarning', mainOf(name)],
				env,
				ipc: true,
				output: openSync(logIn(dataDir, name), 'a'),
				probe: async () => {
					const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
					if (!response.ok) throw new Error(`${name} is not alive`);
				},
				onCrash,
			});
			own({
				name,
				get pid() {
					return server.pid;
				},
				stop: () => server.stop(),
			});
		}),
	);
}

const PORT_KEY = {
	'realtime-ws': 'REALTIME_PORT',
	subscriber: 'SUBSCRIBER_PORT',
	'blue-grpc': 'BLUE_HTTP_PORT',
	'green-redis': 'GREEN_PORT',
	'dummy-splitter': 'ENTRY_PORT',
} as const;
