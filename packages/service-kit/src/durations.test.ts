import { expect, it } from 'vitest';
import { Durations } from './durations.ts';
import { mergedQuantiles } from './rolling-histogram.ts';

it('forgets in the recent, never in the total', () => {
	let now = 0;
	const durations = new Durations(5, () => now);
	durations.record(10);
	now = 10_001;
	durations.record(500);
	expect(mergedQuantiles([durations.encodeRecent()]).p50).toBeCloseTo(500, -1);
	expect(mergedQuantiles([durations.encodeTotal()]).p50).toBeCloseTo(10, 0);
	expect(durations.sinceMs).toBe(5);
});

it('leaves out of the total what is recorded as recent only', () => {
	const durations = new Durations(0, () => 0);
	durations.recordRecent(7);
	expect(mergedQuantiles([durations.encodeRecent()]).p50).toBeCloseTo(7, 0);
	expect(mergedQuantiles([durations.encodeTotal()])).toEqual({});
});

it('encodes the total anew only when it has changed', () => {
	const durations = new Durations(0, () => 0);
	durations.record(3);
	const before = durations.encodeTotal();
	expect(durations.encodeTotal()).toBe(before);
	durations.record(4);
	expect(durations.encodeTotal()).not.toBe(before);
});
