import type { Fault } from '@canario/contracts/fault';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Faults } from '../faults.ts';
import type { OpenedLive } from './live-fixtures.ts';

const MINUTE_MS = 60_000;

const faultOf = (over: Partial<Fault> = {}): Fault => ({
	...{ lane: 'green', errors: 0.1, delayMs: 200, jitterMs: 50, durableDelayMs: 0, drop: 0, hang: false },
	...{ setAtMs: Date.now(), untilMs: Date.now() + MINUTE_MS, by: 'local', reason: 'a lesson' },
	...over,
});

/** That faults are known to everybody, and end. */
export function describeFaults(open: () => Promise<OpenedLive>): void {
	describe('faults', () => {
		let opened: OpenedLive;
		let faults: Faults;
		beforeEach(async () => {
			opened = await open();
			faults = opened.live.faults;
		});
		afterEach(() => opened.close());

		it('are none at first', async () => {
			expect(await faults.list()).toEqual([]);
			expect(await faults.clear()).toEqual([]);
		});

		it('are listed as they were set, one a lane, in the order of the lanes', async () => {
			const green = faultOf();
			const blue = faultOf({ lane: 'blue', hang: true });
			await faults.set(green);
			await faults.set(blue);
			expect(await faults.list()).toEqual([blue, green]);
		});

		it('are replaced by a later one of the lane, its end as well', async () => {
			await faults.set(faultOf({ untilMs: Date.now() + 300 }));
			const later = faultOf({ errors: 1 });
			await faults.set(later);
			await opened.elapse(400);
			expect(await faults.list()).toEqual([later]);
		});

		it('end by themselves, each at its own time', async () => {
			const stays = faultOf({ lane: 'blue' });
			await faults.set(stays);
			await faults.set(faultOf({ untilMs: Date.now() + 300 }));
			expect(await faults.list()).toHaveLength(2);
			await opened.elapse(400);
			expect(await faults.list()).toEqual([stays]);
			expect(await faults.clear('green')).toEqual([]);
		});

		it('are over at once when their end has passed, and take the place of another all the same', async () => {
			await faults.set(faultOf());
			await faults.set(faultOf({ untilMs: Date.now() - 1_000 }));
			expect(await faults.list()).toEqual([]);
		});

		it('are cleared in one lane, or in all, and whoever clears is told which', async () => {
			const green = faultOf();
			const blue = faultOf({ lane: 'blue' });
			await faults.set(green);
			await faults.set(blue);
			expect(await faults.clear('green')).toEqual([green]);
			expect(await faults.list()).toEqual([blue]);
			await faults.set(green);
			expect(await faults.clear()).toEqual([blue, green]);
			expect(await faults.list()).toEqual([]);
		});
	});
}
