import { describe, expect, it } from 'vitest';
import { liveUrl, openLive } from './open-live.ts';

describe('liveUrl', () => {
	it.each([
		'redis://127.0.0.1:6379',
		'rediss://user:pass@redis.example:6380/2',
		'embedded:/data/live.db',
		'embedded::memory:',
	])('takes %s', (url) => {
		expect(liveUrl().safeParse(url).success).toBe(true);
	});

	it.each([
		'',
		'redis:',
		'localhost:6379',
		'http://127.0.0.1',
		'redis://bad host',
		'embedded:',
		'sqlite:/data/live.db',
	])('refuses "%s"', (url) => {
		expect(liveUrl().safeParse(url).success).toBe(false);
	});
});

describe('openLive', () => {
	it('opens an embedded stream', async () => {
		const live = await openLive('embedded::memory:', { timeoutMs: 100 });
		await expect(live.ping()).resolves.toBeUndefined();
		await live.close();
	});

	it('opens a Redis, also one that is not there yet', async () => {
		const live = await openLive('redis://127.0.0.1:1', { timeoutMs: 50 });
		await expect(live.ping()).rejects.toMatchObject({ code: 'unavailable' });
		await live.close();
	});
});
