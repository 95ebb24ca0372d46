import { startRedis } from './servers/redis-server.ts';
import { startMongoStandIn } from './servers/secantusdb.ts';

/**
 * Gives the integration tests their stores, once for the whole run: `TEST_REDIS_URL` and
 * `TEST_MONGODB_URL`. Servers named by `CANARIO_TEST_REDIS_URL` / `CANARIO_TEST_MONGODB_URL` are taken
 * as they are; else private ones are started. What cannot be had stays unset, and says so here: tests
 * that need it skip.
 */
export default async function setup(): Promise<() => Promise<void>> {
	const started = await Promise.all([
		provide('TEST_REDIS_URL', 'CANARIO_TEST_REDIS_URL', 'CANARIO_MISSING_REDIS', startRedis),
		provide('TEST_MONGODB_URL', 'CANARIO_TEST_MONGODB_URL', 'CANARIO_MISSING_MONGODB', startMongoStandIn),
	]);
	return async () => {
		await Promise.all(started.map(async (server) => server?.stop()));
	};
}

async function provide<Server extends { url: string; stop(): Promise<void> }>(
	urlName: string,
	givenName: string,
	missingName: string,
	start: () => Promise<Server>,
): Promise<Server | undefined> {
	const given = process.env[givenName];
	if (given) {
		process.env[urlName] = given;
		return undefined;
	}
	const missing = process.env[missingName];
	if (missing) {
		delete process.env[urlName];
		console.warn(`tests that need ${urlName} are skipped: ${missing}`);
		return undefined;
	}
	const server = await start();
	process.env[urlName] = server.url;
	return server;
}
