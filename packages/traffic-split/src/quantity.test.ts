import { describe, expect, it } from 'vitest';
import { parseQuantity, quantityOf } from './quantity.ts';

describe('a quantity', () => {
	it.each([
		['1', 1, 1],
		['500m', 0.5, 500],
		['1500m', 1.5, 1500],
		['0.5', 0.5, 5],
		['.5', 0.5, 5],
		['5.', 5, 5],
		['1k', 1000, 1],
		['2e3', 2000, 2],
		['2E-3', 0.002, 2],
		['1Ki', 1024, 1024],
		['-5', -5, -5],
		['250u', 0.000_25, 250],
		['3E', 3e18, 3],
	])('%s is worth %d, and %d without its unit', (text, value, unscaled) => {
		expect(parseQuantity(text)).toEqual({ value, unscaled });
	});

	it.each(['', '.', 'm', '5x', '1 m', '0x10', '1mm', 'NaN', '1e', '٣'])('is not %j', (text) => {
		expect(parseQuantity(text)).toBeUndefined();
	});

	it.each([
		[7, 7],
		[0.5, '500m'],
		[1.001, '1001m'],
		[0.000_05, '1m'],
	])('%d is written as %s', (value, written) => {
		expect(quantityOf(value)).toBe(written);
	});
});
