import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { build, idsOf, storedNow, vaccinations } from '../contract/live-fixtures.ts';
import { GROUP, keysOf } from './keys.ts';
import { ownLive, redisCli } from './test-redis.ts';

const url = process.env.TEST_REDIS_URL ?? '';

describe.skipIf(url === '')('RedisGreenStream', () => {
	let own: Awaited<ReturnType<typeof ownLive>>;
	let keys: ReturnType<typeof keysOf>;
	beforeEach(async () => {
		own = await ownLive(url, 10);
		keys = keysOf(own.namespace);
	});
	afterEach(() => own.close());

	it('hands out what strangers have put into the stream, and closes the books over it', async () => {
		const { stream, statistics } = own.live;
		await build(own.live);
		await redisCli(url, 'XADD', keys.stream, '*', 'v', 'not JSON');
		await redisCli(url, 'XADD', keys.stream, '*', 'a', '1', 'b', '2');
		await stream.append(vaccinations(1));
		const deliveries = await stream.read('reader', 10);
		expect(deliveries.map(({ payload }) => payload).slice(0, 2)).toEqual(['not JSON', '["a","1","b","2"]']);
		expect((await statistics.read()).green).toMatchObject({ taken: 3, pending: 3 });
		const letters = deliveries.map(({ entryId, payload }) => ({
			entryId,
			result: { dead: 'unreadable', payload, conflict: false },
		}));
		await stream.settle(letters, [], []);
		expect((await statistics.read()).green).toMatchObject({ taken: 3, deadLettered: 3, pending: 0 });
	});

	it('makes a consumer group that was lost anew, and hands everything out again', async () => {
		const { stream } = own.live;
		await stream.append(vaccinations(3));
		const before = await stream.read('reader', 2);
		await redisCli(url, 'XGROUP', 'DESTROY', keys.stream, GROUP);
		expect(await stream.reclaim('reader', 0, 10)).toEqual([]);
		const after = await stream.read('reader', 10);
		expect(idsOf(after)).toEqual(['v-0', 'v-1', 'v-2']);
		await build(own.live);
		await stream.settle(...storedNow(before, 5));
		await stream.settle(...storedNow(after.slice(2), 5));
		const { counters, green } = await own.live.statistics.read();
		expect({ stored: counters.get('lane|green'), pending: green.pending }).toEqual({ stored: 3, pending: 0 });
	});

	it('skips entries that were deleted while a dead consumer held them', async () => {
		const { stream } = own.live;
		await stream.append(vaccinations(3));
		const [first] = await stream.read('dead', 3);
		await redisCli(url, 'XDEL', keys.stream, first?.entryId ?? '');
		await vi.waitFor(async () => expect(idsOf(await stream.reclaim('heir', 1, 10))).toEqual(['v-1', 'v-2']));
	});

	it('lets consumers go that hold nothing and have not asked for long, and no others', async () => {
		const { stream } = own.live;
		await stream.append(vaccinations(2));
		await stream.read('holder', 1);
		await stream.settle(...storedNow(await stream.read('idle', 1), 5));
		const names = async () => {
			const infos = (await redisCli(url, 'XINFO', 'CONSUMERS', keys.stream, GROUP)) as { name: string }[];
			return infos.map(({ name }) => name).sort();
		};
		expect(await names()).toEqual(['holder', 'idle']);
		await vi.waitFor(async () => {
			await stream.reclaim('holder', 60_000, 10);
			expect(await names()).toEqual(['holder']);
		});
	});

	it('goes on when Redis has forgotten the scripts', async () => {
		const { stream, statistics } = own.live;
		await stream.append(vaccinations(2));
		await redisCli(url, 'SCRIPT', 'FLUSH');
		await stream.append(vaccinations(2, 'w'));
		await redisCli(url, 'SCRIPT', 'FLUSH');
		expect((await statistics.read()).green.taken).toBe(4);
	});
});
