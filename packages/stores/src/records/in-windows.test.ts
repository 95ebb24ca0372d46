import { ServiceError } from '@canario/service-kit/service-error';
import { describe, expect, it } from 'vitest';
import { inWindows, type Span } from './in-windows.ts';

const late = new ServiceError('deadline_exceeded', 'too slow');

/** Reads times off a list; reading takes `msEach` for each, and is refused when it would take `deadlineMs`. */
function reader(times: readonly number[], { msEach = 1, deadlineMs = Number.POSITIVE_INFINITY } = {}) {
	const windows: Span[] = [];
	const read: number[] = [];
	let now = 0;
	return {
		windows,
		read,
		source: {
			goalMs: 10,
			nowMs: () => now,
			first: async (fromMs: number) => times.toSorted((a, b) => a - b).find((time) => time >= fromMs),
			async read(window: Span) {
				windows.push(window);
				const found = times.filter((time) => time >= window.fromMs && time < window.beforeMs);
				now += Math.min(deadlineMs, found.length * msEach);
				if (found.length * msEach >= deadlineMs) throw late;
				read.push(...found);
				return found.length;
			},
		},
	};
}

describe('reading in windows', () => {
	it('reads every time of the span once, in order', async () => {
		const times = Array.from({ length: 500 }, (_, n) => n * n * 37);
		const { source, read } = reader(times);
		await inWindows({ fromMs: 37, beforeMs: 400 * 400 * 37 }, source);
		expect(read).toEqual(times.slice(1, 400));
	});

	it('reads to the end when there is none, and leaps over gaps however wide', async () => {
		const times = [5, 6, 1e12, 1e12 + 1, 9e14];
		const { source, read, windows } = reader(times);
		await inWindows({ fromMs: 0, beforeMs: Number.POSITIVE_INFINITY }, source);
		expect(read).toEqual(times);
		expect(windows.length).toBeLessThan(10);
	});

	it('widens and narrows its windows to what can be read in the time that one should take', async () => {
		const sparse = Array.from({ length: 300 }, (_, n) => n * 1_000);
		const dense = Array.from({ length: 3_000 }, (_, n) => 300_000 + n * 10);
		const { source, read, windows } = reader([...sparse, ...dense]);
		await inWindows({ fromMs: 0, beforeMs: Number.POSITIVE_INFINITY }, source);
		expect(read).toHaveLength(3_300);
		// 3,300 times at 10 a window, and some more windows to learn how wide they should be.
		expect(windows.length).toBeGreaterThan(150);
		expect(windows.length).toBeLessThan(450);
	});

	it('tries a window that could not be read in time again, narrower', async () => {
		const times = Array.from({ length: 2_000 }, (_, n) => n);
		const { source, read } = reader(times, { deadlineMs: 50 });
		await inWindows({ fromMs: 0, beforeMs: 2_000 }, source);
		expect(read).toEqual(times);
	});

	it('gives up on a store that answers nothing in time, whatever the width', async () => {
		const { source, windows } = reader([1], { deadlineMs: 0 });
		await expect(inWindows({ fromMs: 0, beforeMs: 10 }, source)).rejects.toBe(late);
		expect(windows).toHaveLength(3);
	});

	it('rejects at once with any other failure', async () => {
		const failure = new ServiceError('unavailable', 'gone');
		const { source } = reader([1]);
		const failing = { ...source, read: () => Promise.reject(failure) };
		await expect(inWindows({ fromMs: 0, beforeMs: 10 }, failing)).rejects.toBe(failure);
	});
});
