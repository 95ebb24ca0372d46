import { expect, it } from 'vitest';
import { timeLeft } from './time-left.ts';

it.each([
	[300_000, '5:00'],
	[65_001, '1:06'],
	[59_999, '1:00'],
	[1, '0:01'],
	[0, '0:00'],
	[-4_000, '0:00'],
	[3_600_000, '60:00'],
])('tells %i ms as minutes and seconds', (ms, text) => {
	expect(timeLeft(ms)).toBe(text);
});
