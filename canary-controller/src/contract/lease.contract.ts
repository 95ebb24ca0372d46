import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lease } from '../lead/lease.ts';

/** What a test run needs of a keeper of leases. */
export interface OpenedLease {
	/** The lease, of a process of its own. */
	of(holder: string): Lease;
	/** Makes at least `ms` milliseconds pass for the keeper and for all processes. */
	elapse(ms: number): Promise<void>;
	close(): Promise<void>;
}

/** So long leases are taken here, milliseconds: keepers count whole seconds, some of them. */
const FOR_MS = 1_000;

/** What each keeper of the lease promises. */
export function describeLease(keeper: string, open: () => Promise<OpenedLease>): void {
	describe(`a lease in ${keeper}`, () => {
		let opened: OpenedLease;
		let one: Lease;
		let two: Lease;
		beforeEach(async () => {
			opened = await open();
			one = opened.of('one');
			two = opened.of('two');
		});
		afterEach(() => opened.close());

		it('goes to one of all that ask at the same moment', async () => {
			const all = ['one', 'two', 'three', 'four'].map((holder) => opened.of(holder));
			const taken = await Promise.all(all.map((lease) => lease.take(FOR_MS)));
			expect(taken.filter(Boolean)).toHaveLength(1);
		});

		it('stays with its holder, who may prolong it', async () => {
			expect([await one.take(FOR_MS), await two.take(FOR_MS)]).toEqual([true, false]);
			for (let times = 0; times < 3; times++) {
				await opened.elapse(FOR_MS * 0.6);
				expect([await one.take(FOR_MS), await two.take(FOR_MS)]).toEqual([true, false]);
			}
		});

		it('goes to another once its holder has not prolonged it for its time, and does not go back', async () => {
			await one.take(FOR_MS);
			expect(await two.take(FOR_MS)).toBe(false);
			await opened.elapse(FOR_MS);
			expect(await two.take(FOR_MS)).toBe(true);
			expect([await one.take(FOR_MS), await two.take(FOR_MS)]).toEqual([false, true]);
		});

		it('goes to another at once when its holder gives it back, which nobody else can', async () => {
			await one.release();
			await one.take(60_000);
			await two.release();
			expect(await two.take(60_000)).toBe(false);
			await one.release();
			expect(await two.take(60_000)).toBe(true);
			await one.release();
			expect(await one.take(60_000)).toBe(false);
		});
	});
}
