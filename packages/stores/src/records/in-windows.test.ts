import { ServiceError } from '@canario/service-kit/service-error';
import { describe, expect, it } from 'vitest';
import { allBefore, inWindows, type Span } from './in-windows.ts';

const late = new ServiceError('deadline_exceeded', 'too slow');

/** Reads times off a list; reading takes `msEach` for each, and is refused when it would take `deadlineMs`. */
function reader(times: readonly number[], { leapMs = 0, deadlineMs = Number.POSITIVE_INFINITY } = {}) {
	const windows: Span[] = [];
	const read: number[] = [];
	const leaps: number[] = [];
	let now = 0;
	let lateReads = 0;
	return {
		late: () => lateReads,
		windows,
		leaps,
		read,
		source: {
			goalMs: 10,
			leapMs,
			nowMs: () => now,
			async last(beforeMs: number) {
				leaps.push(beforeMs);
				return times.toSorted((a, b) => a - b).findLast((time) => time < beforeMs);
			},
			async read(window: Span) {
				windows.push(window);
				const found = times.filter((time) => time >= window.fromMs && time < window.beforeMs);
				now += Math.min(deadlineMs, found.length);
				if (found.length >= deadlineMs) {
					lateReads += 1;
					throw late;
				}
				read.unshift(...found);
				return found.length;
			},
		},
	};
}

describe('reading in windows', () => {
	it.each([0, Number.POSITIVE_INFINITY])(
		'reads every time of the span once, leaping from %s ms',
		async (leapMs) => {
			const times = Array.from({ length: 500 }, (_, n) => n * n * 37);
			const { source, read } = reader(times, { leapMs });
			await inWindows({ fromMs: 37, beforeMs: 400 * 400 * 37 }, source);
			expect(read).toEqual(times.slice(1, 400));
		},
	);

	it('leaps over gaps however wide', async () => {
		const times = [5, 6, 1e12, 1e12 + 1, 9e13];
		const { source, read, windows } = reader(times);
		await inWindows(allBefore(1e14), source);
		expect(read).toEqual(times);
		expect(windows.length).toBeLessThan(12);
	});

	it('asks less than it reads where asking is dear', async () => {
		const minute = 60_000;
		const times = [0, 1, 5, 60, 61, 3_000].map((minutes) => minutes * minute);
		const { source, read, leaps } = reader(times, { leapMs: Number.POSITIVE_INFINITY });
		await inWindows(allBefore(10_000 * minute), source);
		expect(read).toEqual(times);
		expect(leaps).toEqual([]);
	});

	it('widens and narrows its windows to what can be read in the time that one should take', async () => {
		const sparse = Array.from({ length: 300 }, (_, n) => n * 1_000);
		const dense = Array.from({ length: 3_000 }, (_, n) => 300_000 + n * 10);
		const { source, read, windows } = reader([...sparse, ...dense]);
		await inWindows(allBefore(330_000), source);
		expect(read).toHaveLength(3_300);
		// 3,300 times at 10 a window, and some more windows to learn how wide they should be.
		expect(windows.length).toBeGreaterThan(150);
		expect(windows.length).toBeLessThan(900);
	});

	it('tries a window that could not be read in time again, narrower', async () => {
		const times = Array.from({ length: 2_000 }, (_, n) => n);
		const { source, read } = reader(times, { deadlineMs: 50 });
		await inWindows(allBefore(2_000), source);
		expect(read).toEqual(times);
	});

	it('meets a burst behind a long gap with too wide a window a few times only', async () => {
		const times = Array.from({ length: 2_000 }, (_, n) => n);
		const { source, read, windows, late: lateReads } = reader(times, { leapMs: 1e9, deadlineMs: 100 });
		await inWindows(allBefore(10_000_000), source);
		expect(read).toEqual(times);
		expect(lateReads()).toBeLessThan(6);
		expect(windows.length).toBeLessThan(1_000);
	});

	it('gives up on a store that answers nothing in time, whatever the width', async () => {
		const { source, windows } = reader([1], { deadlineMs: 0 });
		await expect(inWindows(allBefore(10), source)).rejects.toBe(late);
		expect(windows).toHaveLength(3);
	});

	it('rejects at once with any other failure', async () => {
		const failure = new ServiceError('unavailable', 'gone');
		const { source } = reader([1]);
		const failing = { ...source, read: () => Promise.reject(failure) };
		await expect(inWindows(allBefore(10), failing)).rejects.toBe(failure);
	});
});
