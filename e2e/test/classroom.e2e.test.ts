import { describe, expect, it } from 'vitest';
import { readStats } from '../src/client.ts';
import { compareLedger } from '../src/judge.ts';
import { placesThatTellNames } from '../src/no-names.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

describe.skipIf(MISSING_STORES)(`the classroom mode, GREEN_DELIVERY=pubsub ${MISSING_STORES ?? ''}`, () => {
	const world = useWorld(() => ({ env: { 'green-redis': { GREEN_DELIVERY: 'pubsub' } } }));

	it('loses what is published while no subscriber listens, counts it exactly, and shows it', async () => {
		const { platform, load, split, asked } = world();
		await split({ blue: 0, green: 1 });
		const books = async () => (await readStats(platform.url('realtime-ws'))).ledger;
		const running = load();
		await running.acknowledges(100);
		await platform.kill('subscriber');
		await running.acknowledges(100);
		await platform.start('subscriber');
		await running.acknowledges(100);
		const { acknowledged, missed } = await running.stop();
		expect(missed).toBe(0);
		const { stored, lost } = await compareLedger(asked(), 3_000);
		expect(lost.length).toBeGreaterThanOrEqual(100);
		expect(stored.green).toBe(acknowledged - lost.length);
		await expect.poll(books, { timeout: 30_000, interval: 250 }).toMatchObject({
			accepted: { blue: 0, green: acknowledged },
			stored: { blue: 0, green: stored.green },
			inFlight: 0,
			lost: lost.length,
			closes: false,
		});
		expect(await placesThatTellNames(world())).toEqual([]);
	});
});
