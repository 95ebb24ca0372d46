import { expect, it } from 'vitest';
import { reconnectDelayMs } from './backoff.ts';

it('waits longer after each failure, up to ten seconds, and never all at the same time', () => {
	expect([0, 1, 4, 5, 60].map((failures) => reconnectDelayMs(failures, 1))).toEqual([
		500, 1_000, 8_000, 10_000, 10_000,
	]);
	expect(reconnectDelayMs(60, 0)).toBe(5_000);
});
