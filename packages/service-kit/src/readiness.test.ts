import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createReadiness } from './readiness.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A dependency that is there or not, and how often it was asked. */
function dependency() {
	const world = { there: true, asked: 0 };
	const ask = async () => {
		world.asked += 1;
		if (!world.there) throw new Error('away');
	};
	return { world, readiness: createReadiness({ store: { needed: true, ask } }) };
}

describe('readiness', () => {
	it('is asked for once by all who ask within half a second', async () => {
		const { world, readiness } = dependency();
		expect(await readiness()).toEqual({ ready: true, checks: { store: 'ok' } });
		vi.advanceTimersByTime(400);
		await readiness();
		expect(world.asked).toBe(1);
		vi.advanceTimersByTime(200);
		await readiness();
		expect(world.asked).toBe(2);
	});

	it('is asked for again soon where there was none: who starts is not kept waiting', async () => {
		const { world, readiness } = dependency();
		world.there = false;
		expect(await readiness()).toEqual({ ready: false, checks: { store: 'away' } });
		world.there = true;
		vi.advanceTimersByTime(50);
		expect((await readiness()).ready).toBe(false);
		vi.advanceTimersByTime(100);
		expect((await readiness()).ready).toBe(true);
	});
});
