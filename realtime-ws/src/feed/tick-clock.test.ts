import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { tickClock } from './tick-clock.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 });

function aClock(prepare: () => Promise<unknown>) {
	const counts = { ticks: 0 };
	const tick = () => {
		counts.ticks += 1;
	};
	const clock = tickClock({ tickMs: 20, prepare, tick });
	onTestFinished(() => clock.close());
	clock.start();
	return { counts, clock };
}

describe('the clock of the feed', () => {
	it.each([
		['is ready', async () => {}],
		['fails', async () => Promise.reject(new Error('away'))],
		['never answers', () => new Promise(() => {})],
	])('ticks on when what it waits for %s', async (_, prepare) => {
		const { counts } = aClock(prepare);
		await until(() => expect(counts.ticks).toBeGreaterThan(3));
	});

	it('ticks with what came in time', async () => {
		let ready = false;
		const seen: boolean[] = [];
		const clock = tickClock({
			tickMs: 1_000,
			prepare: async () => {
				await new Promise((resolve) => setTimeout(resolve, 5));
				ready = true;
			},
			tick: () => void seen.push(ready),
		});
		onTestFinished(() => clock.close());
		clock.start();
		await until(() => expect(seen).toEqual([true]));
	});

	it('does not tick any more once it has stopped', async () => {
		const { counts, clock } = aClock(async () => {});
		await until(() => expect(counts.ticks).toBeGreaterThan(0));
		await clock.close();
		const { ticks } = counts;
		await new Promise((resolve) => setTimeout(resolve, 60));
		expect(counts.ticks).toBe(ticks);
	});
});
