import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { type OnCore, pinned } from './on-core.ts';
import { type Place, ROOT } from './place.ts';
import { startServer } from './start-process.ts';

/** A platform of Canario's that runs. */
export interface RunningPlatform {
	/** Of `./canario up`; services in processes of their own descend from it. */
	readonly pid: number;
	readonly entryPort: number;
	/** URL of its live statistics. */
	readonly statsUrl: string;
}

/** Stores by URL, each service in a process of its own; or embedded ones, all services in one process. */
export type PlatformStores = { readonly mongodbUrl: string; readonly redisUrl: string } | 'embedded';

interface PlatformOptions {
	/** All services in one process, whatever the stores are. */
	readonly together?: boolean;
	readonly core?: OnCore;
}

/** `./canario up` as anybody starts it, without its made-up traffic. */
export async function startPlatform(
	place: Place,
	stores: PlatformStores,
	{ together = false, core }: PlatformOptions = {},
): Promise<RunningPlatform> {
	const base = await freePort(100);
	const args = ['up', '--no-traffic', '--data', join(place.dir, 'data'), '--port-base', `${base}`];
	const urls = stores === 'embedded' ? {} : { MONGODB_URL: stores.mongodbUrl, REDIS_URL: stores.redisUrl };
	const { pid } = await place.own(
		startServer({
			...pinned(core, process.execPath, [
				'--disable-warning=ExperimentalWarning',
				join(ROOT, 'operator/src/main.ts'),
				...args,
				...(stores === 'embedded' ? ['--embedded'] : together ? [] : ['--processes']),
			]),
			env: { ...urls, LOG_LEVEL: 'warn' },
			ready: (printed) => /^ready /m.test(printed),
		}),
	);
	return { pid, entryPort: base + 50, statsUrl: `http://127.0.0.1:${base + 3}/api/stats` };
}
