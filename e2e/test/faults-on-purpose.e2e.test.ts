import { describe, expect, it } from 'vitest';
import { ANA, adminAt, readStats } from '../src/client.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const SOON = { interval: 100, timeout: 15_000 };

describe.skipIf(MISSING_STORES)(`faults on purpose, each service a process ${MISSING_STORES ?? ''}`, () => {
	const world = useWorld();
	const admin = () => adminAt(world().platform.adminUrl('dummy-splitter'));
	const stats = () => readStats(world().platform.url('realtime-ws'));
	let sent = 0;
	const post = () => world().post(`on-purpose-${sent++}`, ANA);

	it('fail vaccinations in both lanes, outlive a kill of a lane and of the entry, and lose nothing', async () => {
		const { platform, load, split, keepsPromises } = world();
		await split({ blue: 1, green: 1 });
		for (const lane of ['blue', 'green']) {
			await admin()('PUT', `/faults/${lane}`, { errors: 0.2, delayMs: 20, jitterMs: 20, durableDelayMs: 50 });
		}
		const running = load({ retry: true });
		await running.acknowledges(200);
		await platform.kill('green-redis');
		await platform.start('green-redis');
		await running.acknowledges(100);
		const failing = async () => {
			const { lanes, faults } = await stats();
			return [lanes.blue.tally.failed > 0, lanes.green.tally.failed > 0, faults?.map(({ lane }) => lane)];
		};
		await expect.poll(failing, SOON).toEqual([true, true, ['blue', 'green']]);
		await platform.kill('dummy-splitter');
		await platform.start('dummy-splitter');
		await running.acknowledges(100);
		await expect.poll(failing, SOON).toEqual([true, true, ['blue', 'green']]);
		await admin()('DELETE', '/faults');
		await running.stop();
		await keepsPromises();
	});

	it('end by themselves although the entry that set them is gone', async () => {
		const { platform, split } = world();
		await split({ blue: 0, green: 1 });
		await admin()('PUT', '/faults/green', { errors: 1, forMs: 5_000 });
		await expect.poll(async () => (await post()).body.code, SOON).toBe('injected');
		await platform.kill('dummy-splitter');
		await platform.start('dummy-splitter');
		await expect.poll(async () => (await post()).status, SOON).toBe(202);
		expect(await stats()).not.toHaveProperty('faults');
	});
});
