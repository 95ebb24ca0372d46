import { join } from 'node:path';
import { isReady } from './answers.ts';
import { freePort } from './free-port.ts';
import { type OnCore, pinned } from './on-core.ts';
import { ROOT } from './place.ts';
import { type Started, startServer } from './start-process.ts';

interface FeedOptions {
	readonly redisUrl: string;
	readonly tickMs: number;
	/** A free one unless told. */
	readonly port?: number;
	readonly core?: OnCore;
}

/** The feed as a process of its own, as anybody starts it. */
export async function startFeed({ redisUrl, tickMs, core, ...options }: FeedOptions) {
	const port = options.port ?? (await freePort());
	const started: Started = await startServer({
		...pinned(core, process.execPath, [
			'--disable-warning=ExperimentalWarning',
			join(ROOT, 'realtime-ws/src/main.ts'),
		]),
		env: {
			HOST: '127.0.0.1',
			LOG_LEVEL: 'warn',
			REALTIME_PORT: `${port}`,
			REDIS_URL: redisUrl,
			FEED_TICK_MS: `${tickMs}`,
			SHUTDOWN_DRAIN_MS: '0',
		},
		ready: () => isReady(port),
	});
	return { ...started, port };
}
