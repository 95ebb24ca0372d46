import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	comparisonOf,
	LATENCY_DISTANCE_FORM,
	LATENCY_FORM,
	SHARE_DISTANCE_FORM,
	SHARE_FORM,
	thresholdOf,
} from './amounts.ts';

describe('a threshold', () => {
	it.each([
		['error-rate', '2%', 0.02],
		['error-rate', '0.5%', 0.005],
		['loss', '0', 0],
		['conflict', '0%', 0],
		['ack-p95', '250ms', 250],
		['durable-p95', '1.5s', 1_500],
		['ack-p99', '2m', 120_000],
	] as const)('of %s is read from %s', (metric, text, value) => {
		expect(thresholdOf(metric, text)).toBeCloseTo(value, 12);
	});

	it.each([
		['a share without its unit', SHARE_FORM, '2'],
		['a share below none', SHARE_FORM, '-1%'],
		['a share in points', SHARE_FORM, '2pp'],
		['a latency without its unit', LATENCY_FORM, '250'],
		['a latency of none', LATENCY_FORM, '0'],
		['a latency with a space', LATENCY_FORM, '250 ms'],
		['a latency in hours', LATENCY_FORM, '1h'],
	])('has not the form of %s', (_, form, text) => {
		expect(text).not.toMatch(new RegExp(form));
	});
});

describe('a distance', () => {
	it.each([
		['+1pp', 'difference', 0.01],
		['0.5pp', 'difference', 0.005],
		['10%', 'ratio', 0.1],
		['+150%', 'ratio', 1.5],
		['0', 'difference', 0],
		['+0', 'difference', 0],
		['+50ms', 'difference', 50],
		['1s', 'difference', 1_000],
	])('is read from %s', (text, by, limit) => {
		const read = comparisonOf(text);
		expect(read.by).toBe(by);
		expect(read.limit).toBeCloseTo(limit, 12);
	});

	it.each([
		[SHARE_DISTANCE_FORM, '+50ms'],
		[SHARE_DISTANCE_FORM, '-1pp'],
		[SHARE_DISTANCE_FORM, '1'],
		[LATENCY_DISTANCE_FORM, '+1pp'],
		[LATENCY_DISTANCE_FORM, '++5ms'],
		[LATENCY_DISTANCE_FORM, '5'],
	])('of the form %s is not %s', (form, text) => {
		expect(text).not.toMatch(new RegExp(form));
	});

	it('is the amount that is written, with or without its plus', () => {
		const units = fc.constantFrom('pp', '%', 'ms', 's', 'm');
		const times = { pp: 0.01, '%': 0.01, ms: 1, s: 1_000, m: 60_000 };
		fc.assert(
			fc.property(fc.nat(999), units, (number, unit) => {
				const text = `${number}${unit}`;
				expect(comparisonOf(text).limit).toBeCloseTo(number * times[unit], 9);
				expect(comparisonOf(`+${text}`)).toEqual(comparisonOf(text));
			}),
		);
	});
});
