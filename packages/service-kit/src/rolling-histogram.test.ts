import { describe, expect, it } from 'vitest';
import { mergedQuantiles, RollingHistogram } from './rolling-histogram.ts';

describe('RollingHistogram', () => {
	it('gives quantiles in milliseconds within two significant digits', () => {
		const histogram = new RollingHistogram(10_000, () => 0);
		for (let ms = 1; ms <= 1000; ms++) histogram.record(ms);
		const { p50, p95, p99 } = mergedQuantiles([histogram.encode()]);
		for (const [seen, expected] of [
			[p50, 500],
			[p95, 950],
			[p99, 990],
		] as const) {
			expect(Math.abs((seen ?? 0) - expected) / expected).toBeLessThan(0.01);
		}
	});

	it('merges histograms of several instances', () => {
		const [fast, slow] = [new RollingHistogram(1000, () => 0), new RollingHistogram(1000, () => 0)];
		for (let i = 0; i < 99; i++) fast.record(1);
		slow.record(500);
		expect(mergedQuantiles([fast.encode(), slow.encode()]).p50).toBeCloseTo(1, 1);
		expect(mergedQuantiles([fast.encode(), slow.encode()]).p99).toBeLessThan(2);
	});

	it('gives the rate of the window, also while a slice is young', () => {
		let now = 0;
		const histogram = new RollingHistogram(10_000, () => now);
		for (; now < 31_000; now += 50) histogram.record(3);
		expect(histogram.ratePerSecond).toBeCloseTo(20, 0);
	});

	it('gives the rate since its start while that is younger than the window', () => {
		let now = 123_456;
		const histogram = new RollingHistogram(10_000, () => now);
		for (; now < 126_456; now += 50) histogram.record(3);
		expect(histogram.ratePerSecond).toBeCloseTo(20, 0);
	});

	it('forgets what is older than the window', () => {
		let now = 0;
		const histogram = new RollingHistogram(10_000, () => now);
		for (let i = 0; i < 50; i++) histogram.record(3);
		now = 10_001;
		expect(histogram.ratePerSecond).toBe(0);
		expect(mergedQuantiles([histogram.encode()])).toEqual({});
	});

	it('counts a negative duration as zero', () => {
		const histogram = new RollingHistogram(1000, () => 0);
		histogram.record(-5);
		expect(mergedQuantiles([histogram.encode()]).p50).toBe(0);
	});
});
