import { openLive } from '@canario/stores/open-live';
import { describe, expect, it } from 'vitest';
import { ANA, type Heard, readStats } from '../src/client.ts';
import { placesThatTellNames } from '../src/no-names.ts';
import { MISSING_STORES, mongoUrlAt, redisUrlAt } from '../src/stores.ts';
import type { TcpProxy } from '../src/tcp-proxy.ts';
import { useWorld } from '../src/world.ts';

const GREEN = { blue: 0, green: 1 };
const BOTH = { blue: 1, green: 1 };
const FAST = { interval: 5, timeout: 10_000 };
const STREAM = 'canario:green:stream';

describe.skipIf(MISSING_STORES)(`the green lane under faults ${MISSING_STORES ?? ''}`, () => {
	let toRedis: TcpProxy;
	let toMongo: TcpProxy;
	const world = useWorld(async ({ redis, mongo }, proxy) => {
		// the green front's way to Redis, and the first subscriber's way to the record store
		toRedis = await proxy(redis.port);
		toMongo = await proxy(mongo.port);
		return {
			more: ['subscriber-2'],
			env: {
				'green-redis': { REDIS_URL: redisUrlAt(toRedis.port) },
				subscriber: { MONGODB_URL: mongoUrlAt(toMongo.port) },
			},
		};
	});
	const stats = () => readStats(world().platform.url('realtime-ws'));
	const appended = async () =>
		Number((await world().redis('HGET', 'canario:green:books', 'appended')).split('\r\n')[1]);
	/** Entries that were handed to a subscriber and are not settled. */
	const handedOut = async () =>
		Number(/^\*4\r\n:(\d+)/.exec(await world().redis('XPENDING', STREAM, 'subscribers'))?.[1]);
	const postAll = async (ids: readonly string[]) => {
		for (const { status } of await Promise.all(ids.map((id) => world().post(id, ANA))))
			expect(status).toBe(202);
	};

	/** A write is on its way: more than a ping is kept back. */
	const writeIsHeld = async () => expect.poll(() => toRedis.held('requests'), FAST).toBeGreaterThan(500);
	/** A write has arrived whose answer is kept back. */
	const answerIsHeld = async () => expect.poll(appended, FAST).toBeGreaterThan(await appended());

	it.each([
		['before it writes to Redis', 'requests', writeIsHeld, 0],
		['after it wrote to Redis, before it answers', 'answers', answerIsHeld, 1],
	] as const)(
		'row 4: kill -9 of green’s front %s: nothing is half in, lost or doubled',
		async (_, direction, isHeld, repeats) => {
			const { platform, load, split, keepsPromises } = world();
			await split(GREEN);
			const running = load({ retry: true });
			await running.acknowledges(100);
			toRedis.hold(direction);
			await isHeld();
			await platform.kill('green-redis');
			toRedis.cut();
			await platform.start('green-redis');
			await running.acknowledges(100);
			expect(await running.stop()).toMatchObject({ missed: 0, unsent: 0 });
			await keepsPromises();
			// what was written without an answer was written again, and recognised
			expect((await stats()).ledger.repeats).toBeGreaterThanOrEqual(repeats);
		},
	);

	it('row 5: kill -9 of a subscriber after it stored and before it could say so: one document each, counted once', async () => {
		const { platform, load, stored, split, keepsPromises } = world();
		await split(GREEN);
		await platform.kill('subscriber-2', 'SIGTERM');
		toMongo.hold('answers', 'stored-unsaid');
		const ids = Array.from({ length: 20 }, (_, i) => `stored-unsaid-${i}`);
		await postAll(ids);
		await expect.poll(() => stored(ids), FAST).not.toHaveLength(0);
		await platform.kill('subscriber');
		expect(await handedOut()).toBeGreaterThan(0);
		toMongo.cut();
		const running = load();
		await platform.start('subscriber');
		await running.acknowledges(100);
		expect((await running.stop()).missed).toBe(0);
		await keepsPromises();
		expect(await stored(ids)).toHaveLength(ids.length);
	});

	it('row 6: kill -9 of a subscriber before it stores: another one takes over what it held', async () => {
		const { platform, load, stored, split, keepsPromises } = world();
		await split(GREEN);
		await platform.kill('subscriber-2', 'SIGTERM');
		toMongo.hold('requests', 'never-stored');
		const ids = Array.from({ length: 20 }, (_, i) => `never-stored-${i}`);
		await postAll(ids);
		await expect.poll(handedOut, FAST).toBeGreaterThan(0);
		await platform.kill('subscriber');
		toMongo.cut();
		expect(await stored(ids)).toEqual([]);
		const running = load();
		await platform.start('subscriber-2');
		// MIN_IDLE_MS, half of it until the next look, and some time for a busy machine
		await expect.poll(() => stored(ids), { timeout: 3_000 * 1.5 + 4_000 }).toHaveLength(ids.length);
		expect((await running.stop()).missed).toBe(0);
		await keepsPromises();
		expect(await handedOut()).toBe(0);
	});

	it('row 8: kill -9 of Redis under load, AOF fsynced always: nothing acknowledged is lost', async () => {
		const { stores, load, split, keepsPromises } = world();
		await split(BOTH);
		const running = load({ retry: true });
		for (let round = 0; round < 2; round++) {
			await running.acknowledges(100);
			await stores.redis.kill('SIGKILL');
			// blue needs no Redis to acknowledge
			await running.acknowledges(30);
			await stores.redis.restart();
			await running.acknowledges(100);
		}
		expect(await running.stop()).toMatchObject({ missed: 0, unsent: 0 });
		await keepsPromises();
	});

	it('row 10: Redis out of memory: green says 503, blue goes on, nothing is evicted, and it recovers', async () => {
		const { load, post, redis, split, keepsPromises } = world();
		await split(BOTH);
		const running = load();
		await running.acknowledges(50);
		await redis('CONFIG', 'SET', 'maxmemory', '1');
		const heard: Heard[] = [];
		for (let i = 0; i < 20; i++) heard.push(await post(`out-of-memory-${i}`, ANA));
		const said = heard.map(({ status, body }) => `${body.lane} ${status} ${body.outcome ?? body.code}`);
		expect(new Set(said)).toEqual(new Set(['blue 201 stored', 'green 503 unavailable']));
		for (const { status, retryAfter } of heard) expect(retryAfter).toBe(status === 503 ? '1' : null);
		await redis('CONFIG', 'SET', 'maxmemory', '0');
		await split(GREEN);
		let tries = 0;
		await expect
			.poll(async () => (await post(`recovered-${tries++}`, ANA)).status, { timeout: 5_000 })
			.toBe(202);
		await running.acknowledges(50);
		expect(Object.keys((await running.stop()).statuses)).toEqual(['201', '202', '503']);
		await keepsPromises();
		expect(await redis('INFO', 'stats')).toMatch(/evicted_keys:0\r/);
	});

	it('row 21: garbage in the stream is put aside with its reason, and the queue moves on', async () => {
		const { stores, redis, load, split, keepsPromises } = world();
		await split(GREEN);
		const before = (await stats()).ledger.deadLettered;
		const running = load();
		await running.acknowledges(20);
		const garbage = [
			['v', '{"broken":'],
			['v', '[]'],
			['v', ''],
			['v', JSON.stringify(ANA)],
			['v', JSON.stringify({ ...ANA, id: 'x', department: '07', accepted_at: 1, age: 'many' })],
			['v', 'x'.repeat(100_000)],
			['payload', '{}'],
			['v', '{}', 'v', '{}'],
			['\0', '\xff'],
		];
		for (const fields of garbage) expect(await redis('XADD', STREAM, '*', ...fields)).toMatch(/^\$/);
		await running.acknowledges(100);
		expect((await running.stop()).missed).toBe(0);
		await keepsPromises();
		expect((await stats()).ledger.deadLettered).toBe(before + garbage.length);
		const live = await openLive(stores.redisUrl, { timeoutMs: 2_000 });
		const letters = await live.stream.deadLetters(garbage.length);
		await live.close();
		for (const { reason } of letters) expect(reason).toMatch(/^not a vaccination: /);
		expect(await handedOut()).toBe(0);
	});

	it('tells no name of a person, whatever went wrong', async () => {
		expect(await placesThatTellNames(world())).toEqual([]);
	});
});
