import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LeaseName } from '../live-statistics.ts';
import type { Live } from '../stores.ts';
import type { OpenedLive } from './live-fixtures.ts';

/** Leases: rights that one process at a time has. */
export function describeLeases(open: () => Promise<OpenedLive>): void {
	describe('leases', () => {
		let opened: OpenedLive;
		let statistics: Live['statistics'];

		beforeEach(async () => {
			opened = await open();
			({ statistics } = opened.live);
		});
		afterEach(() => opened.close());

		describe.each<LeaseName>(['rebuild', 'canary'])('%s', (name) => {
			it('goes to one holder, who may prolong it, until it ends', async () => {
				expect(await statistics.lease(name, 'one', 1_000)).toBe(true);
				expect(await statistics.lease(name, 'two', 1_000)).toBe(false);
				expect(await statistics.lease(name, 'one', 40)).toBe(true);
				await opened.elapse(60);
				expect(await statistics.lease(name, 'two', 1_000)).toBe(true);
				expect(await statistics.lease(name, 'one', 1_000)).toBe(false);
			});

			it('goes to the next at once when its holder gives it back, which nobody else can', async () => {
				await statistics.release(name, 'one');
				await statistics.lease(name, 'one', 60_000);
				await statistics.release(name, 'two');
				expect(await statistics.lease(name, 'two', 60_000)).toBe(false);
				await statistics.release(name, 'one');
				expect(await statistics.lease(name, 'two', 60_000)).toBe(true);
				await statistics.release(name, 'one');
				expect(await statistics.lease(name, 'one', 60_000)).toBe(false);
			});
		});

		it('have nothing to do with one another', async () => {
			expect(await statistics.lease('rebuild', 'one', 60_000)).toBe(true);
			expect(await statistics.lease('canary', 'two', 60_000)).toBe(true);
			await statistics.release('rebuild', 'one');
			expect(await statistics.lease('canary', 'three', 60_000)).toBe(false);
			expect(await statistics.lease('rebuild', 'three', 60_000)).toBe(true);
		});
	});
}
