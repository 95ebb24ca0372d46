import { readFileSync } from 'node:fs';
import type { Vaccination } from '@canario/contracts/vaccination';
import { type Running, startService } from '@canario/service-kit/service';
import { ServiceError } from '@canario/service-kit/service-error';
import { openLive } from '@canario/stores/open-live';
import { type StoreProvider, sharedStores } from '@canario/stores/provider';
import type { RecordStore } from '@canario/stores/record-store';
import { openSqliteRecordStore } from '@canario/stores/sqlite/sqlite-record-store';
import type { Live } from '@canario/stores/stores';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { blueGrpc } from './service.ts';
import { freePort, vaccination, vaccinations } from './testing.ts';

const running: Running[] = [];
afterEach(async () => {
	for (const service of running.splice(0).reverse()) await service.stop();
});

/** Blue with stores in memory and whatever `env` says otherwise. */
async function start(env: NodeJS.ProcessEnv = {}, stores: StoreProvider = sharedStores()) {
	const port = await freePort();
	const service = await startService(
		blueGrpc,
		{
			HOST: '127.0.0.1',
			BLUE_HTTP_PORT: String(port),
			BLUE_GRPC_PORT: '0',
			MONGODB_URL: 'sqlite::memory:',
			REDIS_URL: 'embedded::memory:',
			LOG_LEVEL: 'silent',
			SHUTDOWN_DRAIN_MS: '0',
			...env,
		},
		stores,
	);
	running.push(service);
	const url = `http://127.0.0.1:${port}`;
	const status = async (path: string) => (await fetch(`${url}${path}`)).status;
	const post = (records: readonly unknown[]) =>
		fetch(`${url}/records`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ records }),
		});
	const ready = () => vi.waitFor(async () => expect(await status('/readyz')).toBe(200), { timeout: 5_000 });
	return { service, url, status, post, ready };
}

/** Stores of a test's own. */
function storesOf(records: () => Promise<RecordStore>, live: () => Promise<Live>): StoreProvider {
	return { records, live };
}
const live = () => openLive('embedded::memory:', { timeoutMs: 100 });
const absent = () => Promise.reject(new ServiceError('unavailable', 'connection refused'));

/** A record store in memory whose inserts wait until they are let go. */
function heldRecords() {
	const store = openSqliteRecordStore({ path: ':memory:' });
	const held: (() => void)[] = [];
	const records = Object.create(store, {
		insert: {
			value: async (documents: Parameters<RecordStore['insert']>[0]) => {
				await new Promise<void>((resolve) => held.push(resolve));
				return store.insert(documents);
			},
		},
		ping: { value: () => store.ping() },
		close: { value: async () => {} },
	}) as RecordStore;
	return { records, store, held };
}

describe('blue-grpc', () => {
	it('answers one outcome for each record, in order, in the name of its lane', async () => {
		const { post, ready } = await start();
		await ready();
		const [a, b, c] = vaccinations(3) as [Vaccination, Vaccination, Vaccination];
		expect((await post([b])).status).toBe(200);
		const response = await post([a, { ...b, accepted_at: 2_000 }, { ...b, age: 31 }, c]);
		expect(response.headers.get('x-canario-lane')).toBe('blue');
		expect(await response.json()).toEqual({
			lane: 'blue',
			outcomes: ['stored', 'duplicate', 'conflict', 'stored'],
		});
	});

	it('refuses what is not valid, naming every field, and stores nothing of it', async () => {
		const { records, store } = heldRecords();
		const { post, ready } = await start(
			{},
			storesOf(async () => records, live),
		);
		await ready();
		const response = await post([vaccination('a'), { ...vaccination('b'), age: 131, extra: 1 }]);
		expect(response.status).toBe(400);
		expect(response.headers.get('x-canario-lane')).toBe('blue');
		const { errors } = (await response.json()) as { errors: { path: string }[] };
		expect(errors.map(({ path }) => path).toSorted()).toEqual(['records[1].age', 'records[1].extra']);
		expect(await store.count()).toBe(0);
	});

	it('counts what it stored in the live statistics, once, and reports on itself', async () => {
		const opened = await live();
		await opened.statistics.beginRebuild(0);
		await opened.statistics.finishRebuild(0, new Map(), []);
		const stores = storesOf(
			async () => openSqliteRecordStore({ path: ':memory:' }),
			async () => opened,
		);
		const { post, ready } = await start({}, stores);
		await ready();
		await post(vaccinations(3));
		await post(vaccinations(3));
		await vi.waitFor(
			async () => {
				const { counters, last, reports } = await opened.statistics.read();
				expect(counters.get('lane|blue')).toBe(3);
				expect(last).toHaveLength(3);
				expect(reports).toMatchObject([{ service: 'blue-grpc', lane: 'blue', held: 0 }]);
			},
			{ timeout: 5_000 },
		);
	});

	it('is alive and not ready without its stores, answers 503, and serves when they come', async () => {
		let records: () => Promise<RecordStore> = absent;
		const { status, post, ready } = await start(
			{},
			storesOf(() => records(), absent),
		);
		expect(await status('/livez')).toBe(200);
		expect(await status('/readyz')).toBe(503);
		const refused = await post([vaccination('a')]);
		expect(refused.status).toBe(503);
		expect(refused.headers.get('retry-after')).toBe('1');
		expect(await refused.json()).toMatchObject({ code: 'unavailable', lane: 'blue' });
		records = async () => openSqliteRecordStore({ path: ':memory:' });
		await ready();
		expect((await post([vaccination('a')])).status).toBe(200);
	});

	it('sheds at once what is over its limit, and answers what it took', async () => {
		const { records, held } = heldRecords();
		const { post, ready } = await start(
			{ BLUE_MAX_PENDING: '10' },
			storesOf(async () => records, live),
		);
		await ready();
		const taken = post(vaccinations(8, 'a'));
		await vi.waitFor(() => expect(held).toHaveLength(1));
		const shed = await post(vaccinations(3, 'b'));
		expect(shed.status).toBe(503);
		expect(shed.headers.get('retry-after')).toBe('1');
		expect(await shed.json()).toMatchObject({ code: 'overloaded', lane: 'blue' });
		held[0]?.();
		expect((await taken).status).toBe(200);
	});

	it('answers 503 at its deadline when the record store is slow, also to those who wait for their turn', async () => {
		const { records, held } = heldRecords();
		const env = { BLUE_GRPC_DEADLINE_MS: '300', RECORDS_TIMEOUT_MS: '299' };
		const { post, ready } = await start(
			env,
			storesOf(async () => records, live),
		);
		await ready();
		const answers = await Promise.all(
			Array.from({ length: 8 }, async (_, request) => (await post(vaccinations(250, `${request}-`))).json()),
		);
		for (const answer of answers) {
			expect(answer).toMatchObject({ status: 503, code: 'deadline_exceeded', lane: 'blue' });
		}
		for (const letGo of held) letGo();
	});

	it('has the metrics that its README names, and no others', async () => {
		const { url } = await start();
		const text = await (await fetch(`${url}/metrics`)).text();
		const present = [...text.matchAll(/^# TYPE (canario_\w+)/gm)].map(([, name]) => name);
		const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
		const named = [...readme.matchAll(/^\| `(canario_\w+)/gm)].map(([, name]) => name);
		expect(new Set(present)).toEqual(new Set(['canario_build_info', ...named]));
	});

	it('answers and counts what is under way when it stops, and takes no more', async () => {
		const { records, store, held } = heldRecords();
		const opened = await live();
		const counted = vi.spyOn(opened.statistics, 'count');
		const { service, status, post, ready } = await start(
			{},
			storesOf(
				async () => records,
				async () => opened,
			),
		);
		await ready();
		const answer = post(vaccinations(5));
		await vi.waitFor(() => expect(held).toHaveLength(1));
		const stopped = service.stop();
		await vi.waitFor(() => expect(status('/livez')).rejects.toThrow());
		held[0]?.();
		expect(await (await answer).json()).toMatchObject({ outcomes: Array(5).fill('stored') });
		expect(await stopped).toBe(true);
		expect(counted).toHaveBeenCalledTimes(1);
		expect(await store.count()).toBe(5);
	});

	it('works in two halves, and the client is ready when the server is', async () => {
		const port = String(await freePort());
		const client = await start({ BLUE_ROLE: 'client', BLUE_GRPC_PORT: port, MONGODB_URL: '', REDIS_URL: '' });
		expect(await client.status('/readyz')).toBe(503);
		const server = await start({ BLUE_ROLE: 'server', BLUE_GRPC_PORT: port });
		await server.ready();
		await client.ready();
		expect(await (await client.post([vaccination('a')])).json()).toMatchObject({ outcomes: ['stored'] });
		expect((await server.post([vaccination('a')])).status).toBe(404);
	});

	it('says which port is taken', async () => {
		const { url } = await start();
		const { port } = new URL(url);
		await expect(start({ BLUE_HTTP_PORT: port })).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`);
		await expect(start({ BLUE_GRPC_PORT: port })).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`);
	});
});
