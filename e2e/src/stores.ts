import { lastingPort } from './ports.ts';
import type { PrivateServer } from './servers/private-server.ts';
import { type RedisOptions, startRedis } from './servers/redis-server.ts';
import { startMongoStandIn } from './servers/secantusdb.ts';

/** The stores of one platform, each a process of its own that may be killed and started again. */
export interface Stores {
	readonly redis: PrivateServer;
	readonly mongo: PrivateServer;
	readonly redisUrl: string;
	readonly mongoUrl: string;
	stop(): Promise<void>;
}

/** Why the tests with real stores cannot run here, if they cannot. */
export const MISSING_STORES = process.env.CANARIO_MISSING_REDIS ?? process.env.CANARIO_MISSING_MONGODB;

/** Without discovery: the driver would otherwise learn the server's own address and go around a proxy. */
export const mongoUrlAt = (port: number) => `mongodb://127.0.0.1:${port}/canario?directConnection=true`;

export const redisUrlAt = (port: number) => `redis://127.0.0.1:${port}`;

/** Starts a redis-server (AOF, fsync always, unless `settings` say otherwise) and the stand-in for mongod. */
export async function startStores(settings: RedisOptions['settings'] = {}): Promise<Stores> {
	const [redisPort, mongoPort] = [await lastingPort(), await lastingPort()];
	const starting = [
		startRedis({ port: redisPort, settings }),
		startMongoStandIn({ port: mongoPort }),
	] as const;
	try {
		const [redis, mongo] = await Promise.all(starting);
		return {
			redis,
			mongo,
			redisUrl: redisUrlAt(redisPort),
			mongoUrl: mongoUrlAt(mongoPort),
			async stop() {
				// nothing of theirs is needed any more, so they need not take their time
				await Promise.all([redis, mongo].map((server) => server.kill('SIGKILL').then(() => server.stop())));
			},
		};
	} catch (error) {
		for (const one of await Promise.allSettled(starting))
			if (one.status === 'fulfilled') await one.value.stop();
		throw error;
	}
}
