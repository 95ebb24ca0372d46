import { Durations } from '@canario/service-kit/durations';
import { mergedQuantiles } from '@canario/service-kit/rolling-histogram';
import { expect, it } from 'vitest';
import { COUNTS, countsOf, orderedDurations } from './ordered-durations.ts';

function encodedOf(durationsMs: Iterable<number>): string {
	const durations = new Durations(0, () => 0);
	for (const ms of durationsMs) durations.record(ms);
	return durations.encodeTotal();
}

it('gives each rank its duration, less than 1 % too long, from microseconds to an hour', () => {
	const exact = Array.from({ length: 2_000 }, (_, index) => 0.002 * 1.0105 ** index);
	const ordered = orderedDurations(countsOf(encodedOf(exact)));
	expect(ordered.count).toBe(2_000);
	for (const [index, ms] of exact.entries()) {
		const micros = Math.round(ms * 1000);
		const seen = ordered.at(index + 1) * 1000;
		expect(seen).toBeGreaterThanOrEqual(micros - 0.001);
		expect(seen).toBeLessThan(micros * 1.01);
	}
});

it('gives the lower edge of a bucket too, less than 1 % too short', () => {
	const exact = Array.from({ length: 2_000 }, (_, index) => 0.002 * 1.0105 ** index);
	const { at, atLeast = at } = orderedDurations(countsOf(encodedOf(exact)));
	for (const [index, ms] of exact.entries()) {
		const micros = Math.round(ms * 1000);
		expect(atLeast(index + 1) * 1000).toBeLessThanOrEqual(micros + 0.001);
		expect(atLeast(index + 1) * 1000).toBeGreaterThan(micros * 0.99);
	}
});

it('gives the quantiles that the live figures give', () => {
	const encoded = encodedOf(Array.from({ length: 1_000 }, (_, index) => (index * 37) % 1_000));
	const ordered = orderedDurations(countsOf(encoded));
	expect([500, 950, 990].map(ordered.at)).toEqual(Object.values(mergedQuantiles([encoded])));
});

it('holds nothing where nothing was measured, and stays within the ranks there are', () => {
	expect(orderedDurations(new Float64Array(COUNTS))).toMatchObject({ count: 0 });
	expect(orderedDurations(new Float64Array(COUNTS)).at(1)).toBeNaN();
	const one = orderedDurations(countsOf(encodedOf([8])));
	expect([one.at(1), one.at(2)]).toEqual([expect.closeTo(8, 1), expect.closeTo(8, 1)]);
});
