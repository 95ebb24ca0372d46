import { describe, expect, it } from 'vitest';
import { judge, windowOf } from './verdict.ts';

describe('judge', () => {
	it('says nothing before the first request', () => {
		expect(judge({ asked: 0.9, observed: undefined, total: 0 })).toEqual({
			verdict: 'none',
			band: { low: 0, high: 1 },
		});
	});

	it.each([
		[0, 10, 0, 0.398_854],
		[90, 100, 0.796_249, 0.953_974],
		[5_000, 10_000, 0.487_125, 0.512_875],
	])('gives %i in %i the band from %f to %f', (hits, total, low, high) => {
		const { band } = judge({ asked: 0.5, observed: hits / total, total });
		expect(band.low).toBeCloseTo(low, 4);
		expect(band.high).toBeCloseTo(high, 4);
	});

	it('keeps the band within 0 and 1', () => {
		expect(judge({ asked: 1, observed: 1, total: 3 }).band.high).toBeLessThanOrEqual(1);
		expect(judge({ asked: 0, observed: 0, total: 3 }).band.low).toBeGreaterThanOrEqual(0);
	});

	it('finds a split that is less than one request off exact, from the share alone', () => {
		expect(judge({ asked: 0.9, observed: 898 / 998, total: 998 }).verdict).toBe('exact');
		expect(judge({ asked: 1 / 3, observed: 1 / 3, total: 99_999 }).verdict).toBe('exact');
	});

	it('finds a distance within the band to be chance', () => {
		expect(judge({ asked: 0.9, observed: 0.88, total: 1_000 }).verdict).toBe('chance');
	});

	it('finds the same distance beyond chance when far more were served', () => {
		expect(judge({ asked: 0.9, observed: 0.88, total: 100_000 }).verdict).toBe('beyond');
	});

	it('lets no request pass into a lane that shall have none', () => {
		expect(judge({ asked: 1, observed: 0.98, total: 50 }).verdict).toBe('beyond');
		expect(judge({ asked: 1, observed: 1, total: 50 }).verdict).toBe('exact');
	});
});

it('shows a part of the axis that holds everything', () => {
	const shares = { asked: 0.9, observed: 0.5, total: 100 };
	const shown = windowOf(shares, judge(shares).band);
	expect(shown.low).toBeLessThan(0.38);
	expect(shown.high).toBeGreaterThan(0.9);
	expect(windowOf({ asked: 0, observed: 0, total: 9 }, { low: 0, high: 0.2 }).low).toBe(0);
});
