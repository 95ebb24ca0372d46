import { expect, it } from 'vitest';
import { RateWindow } from './rate-window.ts';

const fed = (counts: readonly number[]) => {
	const rate = new RateWindow();
	for (const [second, count] of counts.entries()) rate.add(count, second * 1_000);
	return rate.perSecond();
};

it('tells nothing before two seconds', () => {
	expect(fed([1, 2])).toBeUndefined();
});

it('tells the rate of the last ten seconds only', () => {
	expect(fed([0, 100, 200])).toBe(100);
	expect(fed([...Array(11).fill(0), 0, 0, 0, 0, 0, 50, 100, 150, 200, 250])).toBe(25);
});

it('is never negative: a count that shrank began anew', () => {
	expect(fed([500, 600, 700, 0, 10, 20])).toBe(10);
});
