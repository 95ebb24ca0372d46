import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { describeLive } from '../contract/live.contract.ts';
import { openRedisLive } from './open-redis-live.ts';
import { ownLive } from './test-redis.ts';

const url = process.env.TEST_REDIS_URL ?? '';

describe.skipIf(url === '')('with a Redis', () => {
	describeLive('redis', async () => {
		const { live, close } = await ownLive(url);
		return { live, elapse: (ms) => sleep(ms + 1), close };
	});

	it('fails every call once it is closed, and closes twice', async () => {
		const { live, close } = await ownLive(url);
		await live.ping();
		await close();
		await expect(live.ping()).rejects.toMatchObject({ code: 'unavailable' });
		await expect(live.stream.read('a', 1)).rejects.toMatchObject({ code: 'unavailable' });
		await live.close();
	});

	it('says nothing of a password when the URL is wrong', async () => {
		const opened = openRedisLive({ url: 'redis://:s3cret@bad host', timeoutMs: 50 });
		await expect(opened).rejects.toMatchObject({ code: 'invalid_input' });
		await expect(opened).rejects.not.toThrow(/s3cret/);
	});
});
