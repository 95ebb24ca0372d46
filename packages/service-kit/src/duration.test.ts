import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

describe('parseDuration', () => {
	it.each([
		['250ms', 250],
		['30s', 30_000],
		['1.5s', 1_500],
		['5m', 300_000],
		['2h', 7_200_000],
		['0s', 0],
		[' 3s ', 3_000],
	])('reads %s as %d ms', (text, durationMs) => {
		expect(parseDuration(text)).toBe(durationMs);
	});

	it.each(['', '30', 's', '-1s', '1d', '1 s', '1e3s', 'Infinitys', '1s2'])('refuses "%s"', (text) => {
		expect(() => parseDuration(text)).toThrow(/is no duration/);
	});

	it('refuses what a timer cannot wait', () => {
		expect(() => parseDuration('1000h')).toThrow(/too long/);
	});
});

describe('formatDuration', () => {
	it.each([
		[250, '250ms'],
		[999.4, '999ms'],
		[999.7, '1s'],
		[1_000, '1s'],
		[9_460, '9.5s'],
		[9_980, '10s'],
		[30_000, '30s'],
		[59_700, '1m 0s'],
		[65_000, '1m 5s'],
		[7_200_000, '2h 0m'],
	])('writes %d ms as %s', (durationMs, text) => {
		expect(formatDuration(durationMs)).toBe(text);
	});
});
