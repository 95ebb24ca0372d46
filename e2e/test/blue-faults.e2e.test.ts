import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ANA, type Heard } from '../src/client.ts';
import { placesThatTellNames } from '../src/no-names.ts';
import { readCounter } from '../src/read-counter.ts';
import { startSilentPeer } from '../src/silent-peer.ts';
import { MISSING_STORES, mongoUrlAt } from '../src/stores.ts';
import type { TcpProxy } from '../src/tcp-proxy.ts';
import { useWorld } from '../src/world.ts';

const BLUE = { blue: 1, green: 0 };
const BOTH = { blue: 1, green: 1 };

/** Within the deadline of a hop, 3 s, and some time for a busy machine. */
const REFUSED_IN_TIME = {
	status: 503,
	retryAfter: '1',
	tookMs: expect.toSatisfy((ms: number) => ms < 4_000, 'below 4 s'),
};

describe.skipIf(MISSING_STORES)(`blue and the record store under faults ${MISSING_STORES ?? ''}`, () => {
	let toMongo: TcpProxy;
	const world = useWorld(async ({ mongo }, proxy) => {
		toMongo = await proxy(mongo.port);
		const env = { MONGODB_URL: mongoUrlAt(toMongo.port) };
		return { more: ['blue-recorder'], env: { 'blue-recorder': env, subscriber: env } };
	});
	const mongo = (signal: NodeJS.Signals) => world().stores.mongo.kill(signal);
	let posts = 0;
	const post = () => world().post(`by-hand-${posts++}`, ANA);

	it.each([
		['row 2', 'blue’s front', 'blue-grpc'],
		['row 3', 'the gRPC server', 'blue-recorder'],
	] as const)(
		'%s: kill -9 of %s under load: the call is repeated or answered with 503, and all is stored once',
		async (_row, _who, name) => {
			const { platform, load, split, keepsPromises } = world();
			await split(BOTH);
			const running = load({ retry: true });
			await running.acknowledges(100);
			await platform.kill(name);
			await running.acknowledges(30);
			await platform.start(name);
			await running.acknowledges(100);
			expect(await running.stop()).toMatchObject({ missed: 0, unsent: 0 });
			await keepsPromises();
		},
	);

	it('row 14: a gRPC peer that accepts and says nothing: 503 in time, and blue heals when the server is back', async () => {
		const { platform, load, split, keepsPromises } = world();
		await split(BLUE);
		const rebuilds = () => readCounter(platform.url('blue-grpc'), 'canario_grpc_channel_rebuilds_total');
		const before = await rebuilds();
		const running = load({ retry: true });
		await running.acknowledges(50);
		await platform.kill('blue-recorder');
		const silent = await startSilentPeer(platform.grpcPort);
		onTestFinished(() => silent.close());
		for (let i = 0; i < 4; i++) expect(await post()).toMatchObject(REFUSED_IN_TIME);
		await silent.stopListening();
		await platform.start('blue-recorder');
		await running.acknowledges(50);
		expect(await running.stop()).toMatchObject({ missed: 0 });
		expect(await rebuilds()).toBeGreaterThan(before);
		await keepsPromises();
	});

	it.each([
		['row 11', 'that stops answering', async () => mongo('SIGSTOP'), async () => mongo('SIGCONT')],
		['row 11', 'that is killed', async () => mongo('SIGKILL'), async () => world().stores.mongo.restart()],
		[
			'row 12',
			'that answers after two seconds',
			async () => toMongo.delayAnswers(2_000),
			async () => toMongo.delayAnswers(0),
		],
	])(
		'%s: a record store %s: blue says 503 fast, green accepts and drains after',
		async (_row, _what, fail, heal) => {
			const { load, split, keepsPromises } = world();
			await split(BOTH);
			const running = load();
			await running.acknowledges(100);
			await fail();
			// the first hops wait for the store, then the entry leaves blue alone
			await expect.poll(async () => (await post()).body.detail, { timeout: 20_000 }).toMatch(/left alone/);
			const heard: Heard[] = [];
			for (let wave = 0; wave < 8; wave++) {
				heard.push(...(await Promise.all(Array.from({ length: 10 }, post))));
				await sleep(150);
			}
			await heal();
			const [blue, green] = ['blue', 'green'].map((lane) => heard.filter(({ body }) => body.lane === lane));
			for (const one of blue ?? []) expect(one).toMatchObject(REFUSED_IN_TIME);
			expect(new Set(green?.map(({ status }) => status))).toEqual(new Set([202]));
			// those that find out whether the store is back wait for it
			expect(blue?.filter(({ tookMs }) => tookMs < 500).length).toBeGreaterThan((blue?.length ?? 0) * 0.8);
			await split(BLUE);
			await expect.poll(async () => (await post()).status, { timeout: 10_000 }).toBe(201);
			expect(Object.keys((await running.stop()).statuses)).toEqual(['201', '202', '503']);
			await keepsPromises();
		},
	);

	it('tells no name of a person, whatever went wrong', async () => {
		expect(await placesThatTellNames(world())).toEqual([]);
	});
});
