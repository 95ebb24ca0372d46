import { describe, expect, it } from 'vitest';
import { judgeShare } from './judge-share.ts';

describe('judgeShare', () => {
	it('says nothing before the first draw', () => {
		expect(judgeShare(0.9, { count: 0, of: 0 })).toEqual({ verdict: 'none', band: { low: 0, high: 1 } });
	});

	it('finds a share that is less than one draw off exact', () => {
		expect(judgeShare(0.9, { count: 898, of: 998 }).verdict).toBe('exact');
		expect(judgeShare(0.1, { count: 0, of: 9 }).verdict).toBe('exact');
	});

	it('finds a distance within the band to be chance', () => {
		expect(judgeShare(0.9, { count: 880, of: 1_000 }).verdict).toBe('chance');
	});

	it('finds the same distance beyond chance when far more were drawn', () => {
		expect(judgeShare(0.9, { count: 88_000, of: 100_000 }).verdict).toBe('beyond');
	});

	it('lets no draw pass where none or all were asked for', () => {
		expect(judgeShare(1, { count: 49, of: 50 }).verdict).toBe('beyond');
		expect(judgeShare(0, { count: 1, of: 50 }).verdict).toBe('beyond');
		expect(judgeShare(1, { count: 50, of: 50 }).verdict).toBe('exact');
	});

	it('gives the 99 % band, which narrows with the number of draws', () => {
		const { band } = judgeShare(0.9, { count: 90, of: 100 });
		expect(band.low).toBeCloseTo(0.796_249, 4);
		expect(band.high).toBeCloseTo(0.953_974, 4);
		expect(judgeShare(0.9, { count: 9_000, of: 10_000 }).band.high).toBeLessThan(band.high);
	});
});
