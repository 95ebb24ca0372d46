import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { ServiceError } from '@canario/service-kit/service-error';
import { removePlatformFile, writePlatformFile } from '../platform-file.ts';
import { type Taken, takeLive, takeRecords } from './choose-stores.ts';
import { ensureToken, openDataDir } from './data-dir.ts';
import { refuseUsedPorts } from './free-ports.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { ensurePage } from './page.ts';
import { type Ports, portsFrom } from './ports.ts';
import { becomeBuilt, becomeReady, runDry } from './readiness.ts';
import { repositoryUrl } from './repository.ts';
import { type RunningService, runAsProcesses, runInProcess } from './run-services.ts';
import { environmentOf, SERVICES, urlsOf } from './services.ts';

export interface PlatformOptions {
	readonly dataDir: string;
	readonly fresh: boolean;
	readonly embedded: boolean;
	readonly processes: boolean;
	readonly portBase: number;
	readonly host: string;
	readonly weights: string | undefined;
	/** Whether the page offers operating; where not told, it does on loopback. */
	readonly operate?: boolean | undefined;
	readonly env: NodeJS.ProcessEnv;
	/** Hears of servers that ended by themselves. */
	readonly onCrash: (what: string) => void;
	/** Hears what takes a moment. */
	readonly onProgress?: (what: string) => void;
	/** Ends the start; a platform that serves is stopped by its `stop`. */
	readonly signal: AbortSignal;
}

/** A platform that serves. */
export interface Platform {
	readonly dataDir: string;
	readonly urls: ReturnType<typeof urlsOf>;
	readonly stores: { readonly records: Taken; readonly live: Taken };
	readonly services: readonly RunningService[];
	/** Stops intake first, lets green's stream run dry, then stops the rest; gives the last figures, if they could be read. */
	stop(): Promise<StatsSnapshot | undefined>;
}

/** What a start has begun so far. */
interface Begun {
	readonly services: RunningService[];
	readonly stores: Taken[];
}

/**
 * Starts everything and resolves when every service says it is ready. When something does not start, or the
 * signal aborts, what runs by then is stopped again.
 *
 * @throws {ServiceError} or {ConfigError} with one clear line and the way out; an `AbortError`.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
	const { dataDir, fresh, portBase, host, signal } = options;
	const ports = portsFrom(portBase);
	const { manifest, release } = openDataDir(dataDir, { fresh });
	const begun: Begun = { services: [], stores: [] };
	try {
		await refuseUsedPorts(ports, host);
		signal.throwIfAborted();
		const { records, live, kinds } = await takeStores(options, manifest, begun);
		if (!options.env.WEB_ROOT) await ensurePage(options.onProgress ?? (() => {}));
		signal.throwIfAborted();
		writeManifest(dataDir, { format: 1, ...kinds, drained: false });
		await runServices(options, ports, { records, live }, begun);
		const urls = urlsOf(ports, host);
		const { admin: _, ...serving } = urls;
		await becomeReady(Object.values(serving), signal);
		await becomeBuilt(urls.stats, signal);
		writePlatformFile(dataDir, { pid: process.pid, urls, startedAt: new Date().toISOString() });
		const stop = async () => {
			try {
				const last = await drain(begun.services, urls.stats);
				await stopAll(begun);
				if (last?.ledger.inFlight === 0) writeManifest(dataDir, { format: 1, ...kinds, drained: true });
				removePlatformFile(dataDir, process.pid);
				return last;
			} finally {
				release();
			}
		};
		let stopped: ReturnType<typeof stop> | undefined;
		const stopOnce = () => {
			stopped ??= stop();
			return stopped;
		};
		return { dataDir, urls, stores: { records, live }, services: begun.services, stop: stopOnce };
	} catch (error) {
		await stopAll(begun);
		release();
		throw error;
	}
}

async function takeStores(options: PlatformOptions, manifest: Manifest, { stores }: Begun) {
	const records = await takeRecords({ ...options, manifest });
	stores.push(records);
	options.signal.throwIfAborted();
	const live = await takeLive({ ...options, manifest });
	stores.push(live);
	if (options.processes && live.kind === 'embedded') {
		throw new ServiceError(
			'unavailable',
			'--processes needs a Redis that all of them share: install redis-server (./canario doctor says how), set REDIS_URL, or leave --processes out',
		);
	}
	const kinds = { ...(records.kind && { records: records.kind }), ...(live.kind && { live: live.kind }) };
	return { records, live, kinds };
}

async function runServices(
	options: PlatformOptions,
	ports: Ports,
	{ records, live }: Platform['stores'],
	{ services }: Begun,
): Promise<void> {
	const { dataDir, processes, env } = options;
	const token = ensureToken(dataDir, env.CANARIO_TOKEN);
	const urls = { recordsUrl: records.url, liveUrl: live.url, repositoryUrl: await repositoryUrl() };
	const wiring = { ...options, ...urls, ports, token };
	const run = processes ? runAsProcesses : runInProcess;
	await run({
		...options,
		ports,
		environment: (name) => environmentOf(name, env, wiring),
		own: (service) => services.push(service),
	});
}

/** Stops the services in order: those that take in first, then, when nothing is in flight, the rest. */
async function drain(
	services: readonly RunningService[],
	statsUrl: string,
): Promise<StatsSnapshot | undefined> {
	const stopService = async (name: string) => services.find((service) => service.name === name)?.stop();
	for (const name of ['canary-controller', 'dummy-splitter', 'green-redis', 'blue-grpc'])
		await stopService(name);
	const last = await runDry(statsUrl);
	for (const { name } of SERVICES.toReversed()) await stopService(name);
	return last;
}

/** Stops what has not stopped yet: services together, for none of them may hold up the rest, then their stores. */
async function stopAll({ services, stores }: Begun): Promise<void> {
	await Promise.allSettled(services.map((service) => service.stop()));
	await Promise.allSettled(stores.map((store) => store.stop()));
}
