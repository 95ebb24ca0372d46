import { setTimeout as sleep } from 'node:timers/promises';
import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { ServiceError } from '@canario/service-kit/service-error';
import { removePlatformFile, writePlatformFile } from '../platform-file.ts';
import { type Taken, takeLive, takeRecords } from './choose-stores.ts';
import { ensureToken, openDataDir, writeManifest } from './data-dir.ts';
import { refuseUsedPorts } from './free-ports.ts';
import { portsFrom } from './ports.ts';
import { type RunningService, runAsProcesses, runInProcess } from './run-services.ts';
import { environmentOf, SERVICES, urlsOf } from './services.ts';
import { readSnapshot } from './snapshot.ts';

export interface PlatformOptions {
	readonly dataDir: string;
	readonly fresh: boolean;
	readonly embedded: boolean;
	readonly processes: boolean;
	readonly portBase: number;
	readonly host: string;
	readonly weights: string | undefined;
	readonly env: NodeJS.ProcessEnv;
	/** Hears of servers that ended by themselves. */
	readonly onCrash: (what: string) => void;
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

const READY_BUDGET_MS = 60_000;
const DRAIN_BUDGET_MS = 4_000;

/**
 * Starts everything and resolves when every service says it is ready. When something does not start, what runs
 * by then is stopped again.
 *
 * @throws {ServiceError} or {ConfigError} with one clear line and the way out.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
	const { dataDir, fresh, embedded, processes, portBase, host, weights, env, onCrash } = options;
	const ports = portsFrom(portBase);
	const manifest = openDataDir(dataDir, { fresh });
	await refuseUsedPorts(ports, host);
	const stopping: (() => Promise<unknown>)[] = [];
	const stopAll = async () => {
		for (const stop of stopping.splice(0).reverse()) await stop();
	};
	try {
		const choice = { env, dataDir, manifest, embedded, onCrash };
		const records = await takeRecords(choice);
		stopping.push(records.stop);
		const live = await takeLive(choice);
		stopping.push(live.stop);
		if (processes && live.kind === 'embedded') {
			throw new ServiceError(
				'unavailable',
				'--processes needs a Redis that all of them share: install redis-server (./canario doctor says how), set REDIS_URL, or leave --processes out',
			);
		}
		const kinds = { ...(records.kind && { records: records.kind }), ...(live.kind && { live: live.kind }) };
		writeManifest(dataDir, { format: 1, ...kinds, drained: false });

		const token = ensureToken(dataDir, env.CANARIO_TOKEN);
		const wiring = { ports, host, recordsUrl: records.url, liveUrl: live.url, token, weights };
		const services: RunningService[] = [];
		const run = processes ? runAsProcesses : runInProcess;
		await run({
			environment: (name) => environmentOf(name, env, wiring),
			dataDir,
			onCrash,
			own: (service) => {
				services.push(service);
				stopping.push(() => service.stop());
			},
		});
		const urls = urlsOf(ports, host);
		await becomeReady([urls.stats, urls.subscriber, urls.blue, urls.green, urls.entry]);
		await becomeBuilt(urls.stats);
		writePlatformFile(dataDir, { pid: process.pid, urls, startedAt: new Date().toISOString() });

		let last: Promise<StatsSnapshot | undefined> | undefined;
		const stop = async () => {
			const stopService = async (name: string) => services.find((service) => service.name === name)?.stop();
			for (const name of ['dummy-splitter', 'green-redis', 'blue-grpc']) await stopService(name);
			const snapshot = await runDry(urls.stats);
			for (const { name } of SERVICES.toReversed()) await stopService(name);
			await stopAll();
			if (snapshot?.ledger.inFlight === 0) writeManifest(dataDir, { format: 1, ...kinds, drained: true });
			removePlatformFile(dataDir, process.pid);
			return snapshot;
		};
		return {
			dataDir,
			urls,
			stores: { records, live },
			services,
			stop: () => {
				last ??= stop();
				return last;
			},
		};
	} catch (error) {
		await stopAll();
		throw error;
	}
}

async function becomeReady(urls: readonly string[]): Promise<void> {
	const endsAtMs = performance.now() + READY_BUDGET_MS;
	for (const url of urls) {
		for (;;) {
			const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
				() => undefined,
			);
			if (answer?.ok) break;
			if (performance.now() > endsAtMs) {
				const why = answer ? await answer.text() : 'no answer';
				throw new ServiceError(
					'unavailable',
					`${url} did not become ready within ${READY_BUDGET_MS / 1000} s: ${why}`,
				);
			}
			await sleep(50);
		}
	}
}

/** Waits, within limits, for the statistics: who looks at once shall see what is there. */
async function becomeBuilt(statsUrl: string): Promise<void> {
	const endsAtMs = performance.now() + READY_BUDGET_MS;
	while (performance.now() < endsAtMs) {
		if ((await readSnapshot(statsUrl).catch(() => undefined))?.built) return;
		await sleep(50);
	}
}

/** Waits, within limits, until nothing is in flight; gives the figures as they are then, no older than this call. */
async function runDry(statsUrl: string): Promise<StatsSnapshot | undefined> {
	const calledAtMs = Date.now();
	const endsAtMs = performance.now() + DRAIN_BUDGET_MS;
	for (;;) {
		const snapshot = await readSnapshot(statsUrl).catch(() => undefined);
		const dry = snapshot !== undefined && snapshot.atMs > calledAtMs && snapshot.ledger.inFlight === 0;
		if (dry || snapshot === undefined || performance.now() > endsAtMs) return snapshot;
		await sleep(50);
	}
}
