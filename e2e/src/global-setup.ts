import { startApiServer } from './servers/api-server.ts';
import { startRedis } from './servers/redis-server.ts';
import { startMongoStandIn } from './servers/secantusdb.ts';

/**
 * Gives the integration tests their servers, once for the whole run: `TEST_REDIS_URL`, `TEST_MONGODB_URL` and
 * `TEST_KUBECONFIG`. Those named by `CANARIO_TEST_REDIS_URL`, `CANARIO_TEST_MONGODB_URL` and
 * `CANARIO_TEST_KUBECONFIG` are taken as they are; else private ones are started. What cannot be had stays unset, and
 * says so here: tests that need it skip.
 */
export default async function setup(): Promise<() => Promise<void>> {
	const started = await Promise.all([
		provide('TEST_REDIS_URL', 'CANARIO_TEST_REDIS_URL', 'CANARIO_MISSING_REDIS', urlOf(startRedis)),
		provide(
			'TEST_MONGODB_URL',
			'CANARIO_TEST_MONGODB_URL',
			'CANARIO_MISSING_MONGODB',
			urlOf(startMongoStandIn),
		),
		provide('TEST_KUBECONFIG', 'CANARIO_TEST_KUBECONFIG', 'CANARIO_MISSING_API_SERVER', async () => {
			const server = await startApiServer();
			return { value: server.kubeconfig, stop: () => server.stop() };
		}),
	]);
	return async () => {
		await Promise.all(started.map(async (server) => server?.stop()));
	};
}

interface Provided {
	/** What the tests read. */
	readonly value: string;
	stop(): Promise<void>;
}

const urlOf =
	(start: () => Promise<{ url: string; stop(): Promise<void> }>) => async (): Promise<Provided> => {
		const server = await start();
		return { value: server.url, stop: () => server.stop() };
	};

async function provide(
	name: string,
	givenName: string,
	missingName: string,
	start: () => Promise<Provided>,
): Promise<Provided | undefined> {
	const given = process.env[givenName];
	if (given) {
		process.env[name] = given;
		return undefined;
	}
	const missing = process.env[missingName];
	if (missing) {
		delete process.env[name];
		console.warn(`tests that need ${name} are skipped: ${missing}`);
		return undefined;
	}
	const server = await start();
	process.env[name] = server.value;
	return server;
}
