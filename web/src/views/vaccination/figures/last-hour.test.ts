import { expect, test } from 'vitest';
import { lastHour, roundUp } from './last-hour.ts';

test('minutes come oldest first, whatever order the snapshot has them in', () => {
	const atMs = Date.UTC(2026, 0, 5, 12, 29);
	expect(lastHour({ [atMs + 60_000]: { blue: 3, green: 2 }, [atMs]: { blue: 0, green: 1 } })).toEqual([
		{ atMs, blue: 0, green: 1 },
		{ atMs: atMs + 60_000, blue: 3, green: 2 },
	]);
});

test('the top of an axis is round and not below the largest bar', () => {
	expect([0, 1, 3, 17, 50, 51, 812].map(roundUp)).toEqual([1, 1, 5, 20, 50, 100, 1000]);
});
