import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { someState } from '@canario/stores/testing/some-state';
import { describe, expect, it } from 'vitest';
import { snapshotOf } from './snapshot.ts';
import { StatisticsReader } from './statistics-reader.ts';

const stats = (over: { built?: boolean } = {}): StatsSnapshot => snapshotOf(someState(over), 0);

/** A reader whose store and clock the test holds. */
function aReader() {
	const world = { elapsedMs: 0, reads: 0, failures: 0, next: (): StatsSnapshot => stats() };
	const reader = new StatisticsReader({
		freshMs: 200,
		elapsedMs: () => world.elapsedMs,
		onFailure: () => {
			world.failures += 1;
		},
		read: async () => {
			world.reads += 1;
			return world.next();
		},
	});
	return { world, reader };
}

describe('the reader of the statistics', () => {
	it('shares one reading among all who ask within its time', async () => {
		const { world, reader } = aReader();
		await Promise.all([reader.read(), reader.read()]);
		world.elapsedMs = 199;
		await reader.read();
		expect(world.reads).toBe(1);
		world.elapsedMs = 200;
		await reader.read();
		expect(world.reads).toBe(2);
	});

	it('never has two readings under way, so that none overtakes another', async () => {
		const { world, reader } = aReader();
		const first = reader.read();
		world.elapsedMs = 5_000;
		expect(reader.read()).toBe(first);
		await first;
		await reader.read();
		expect(world.reads).toBe(2);
	});

	it('keeps the last good snapshot while the store is away, and says how old it is', async () => {
		const { world, reader } = aReader();
		world.elapsedMs = 500;
		expect(reader.dataAgeMs()).toBe(500);
		const good = await reader.read();
		world.next = () => {
			throw new Error('away');
		};
		world.elapsedMs = 2_500;
		await expect(reader.read()).rejects.toThrow('away');
		await expect(reader.read()).rejects.toThrow('away');
		expect(reader.last).toBe(good);
		expect(reader.dataAgeMs()).toBe(2_000);
		expect(world.failures).toBe(2);
		world.next = () => stats();
		await reader.read();
		expect(reader.dataAgeMs()).toBe(0);
	});

	it('holds a built snapshot against unbuilt ones for half a minute', async () => {
		const { world, reader } = aReader();
		const built = await reader.read();
		world.next = () => stats({ built: false });
		world.elapsedMs = 30_000;
		expect((await reader.read()).built).toBe(false);
		expect(reader.last).toBe(built);
		world.elapsedMs = 30_300;
		await reader.read();
		expect(reader.last?.built).toBe(false);
	});

	it('shows an unbuilt snapshot where there was never a built one', async () => {
		const { world, reader } = aReader();
		world.next = () => stats({ built: false });
		await reader.read();
		expect(reader.last?.built).toBe(false);
	});
});
