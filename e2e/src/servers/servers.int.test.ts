import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { isTaken } from './free-port.ts';
import type { PrivateServer } from './private-server.ts';
import { firstReply, mongoAnswers } from './probe.ts';
import { startRedis } from './redis-server.ts';
import { startMongoStandIn } from './secantusdb.ts';

const started: PrivateServer[] = [];
afterEach(async () => {
	await Promise.all(started.splice(0).map((server) => server.stop()));
});

async function own(starting: Promise<PrivateServer>): Promise<PrivateServer> {
	const server = await starting;
	started.push(server);
	return server;
}

async function redis({ port }: PrivateServer, command: string): Promise<string | undefined> {
	return (await firstReply(port, Buffer.from(`${command}\r\n`), 1_000))?.toString();
}

const missingRedis = process.env.CANARIO_MISSING_REDIS;
describe.skipIf(missingRedis)(`startRedis ${missingRedis ?? ''}`, () => {
	it('gives a server that keeps acknowledged writes through SIGKILL and a restart', async () => {
		const server = await own(startRedis());
		expect(await redis(server, 'SET key kept')).toBe('+OK\r\n');
		const { port, pid } = server;
		await server.kill('SIGKILL');
		expect(await isTaken(port)).toBe(false);
		await server.restart();
		expect(server).toMatchObject({ port, url: `redis://127.0.0.1:${port}` });
		expect(server.pid).not.toBe(pid);
		expect(await redis(server, 'GET key')).toBe('$4\r\nkept\r\n');
	});

	it('lets settings win over the durable defaults', async () => {
		const server = await own(startRedis({ settings: { appendonly: 'no' } }));
		expect(await redis(server, 'CONFIG GET appendonly')).toContain('no');
		expect(await redis(server, 'CONFIG GET maxmemory-policy')).toContain('noeviction');
	});

	it('removes its data when it stops', async () => {
		const server = await startRedis();
		await server.stop();
		expect(existsSync(server.dir)).toBe(false);
	});

	it('takes no other server on its port for its own', async () => {
		const { port } = await own(startRedis());
		await expect(startRedis({ port })).rejects.toThrow(`port ${port} is taken`);
	});

	it('tells what the server printed when it cannot start', async () => {
		const start = startRedis({ settings: { appendfsync: 'sometimes' } });
		await expect(start).rejects.toThrow(/redis-server did not start: it ended with 1\n.*appendfsync/s);
	});
});

const missingMongo = process.env.CANARIO_MISSING_MONGODB;
describe.skipIf(missingMongo)(`startMongoStandIn ${missingMongo ?? ''}`, () => {
	it('gives a server that answers again on the same port after SIGKILL and a restart', async () => {
		const server = await own(startMongoStandIn());
		const { port } = server;
		expect(server.url).toBe(`mongodb://127.0.0.1:${port}`);
		await server.kill('SIGKILL');
		expect(await isTaken(port)).toBe(false);
		await server.restart();
		expect(await mongoAnswers(port)).toBe(true);
	});
});

describe('the stores that the integration tests get', () => {
	it.skipIf(missingRedis)('has a Redis that answers', async () => {
		expect(process.env.TEST_REDIS_URL).toMatch(/^rediss?:/);
	});

	it.skipIf(missingMongo)('has a MongoDB that answers', async () => {
		expect(process.env.TEST_MONGODB_URL).toMatch(/^mongodb(\+srv)?:/);
	});
});
