import type { Check } from '@canario/contracts/canary/plan';
import { Durations } from '@canario/service-kit/durations';
import { describe, expect, it } from 'vitest';
import { judge } from '../judge.ts';
import { countsOf, orderedDurations } from '../ordered-durations.ts';
import { someLane } from './some-lane.test-kit.ts';

/** A lane that took so long for each of five thousand, as the reports have it. */
function lane(ms: number) {
	const durations = new Durations(0, () => 0);
	for (let one = 0; one < 5_000; one++) durations.record(ms);
	return someLane(5_000, 0, { ack: orderedDurations(countsOf(durations.encodeTotal())) });
}

const verdictOf = (check: Omit<Check, 'metric'>, blueMs: number, greenMs: number) =>
	judge(
		[{ metric: 'ack-p95', ...check }],
		{ blue: lane(blueMs), green: lane(greenMs) },
		{ to: 'green', comparable: true, alarm: 0.001, passRisk: 0.05 },
	)[0]?.verdict;

/** From `from` to `to` by a half. */
const halves = (from: number, to: number) =>
	Array.from({ length: 2 * (to - from) }, (_, index) => from + index / 2);

describe('latencies that are known by the buckets of a histogram only', () => {
	it('do not fail a threshold that is kept, and do not pass one that is not', () => {
		for (const ms of halves(950, 1_000)) {
			expect(verdictOf({ threshold: ms + 2 }, 10, ms)).not.toBe('fail');
			expect(verdictOf({ threshold: ms - 2 }, 10, ms)).not.toBe('pass');
		}
	});

	it('do so beyond the width of a bucket', () => {
		expect(verdictOf({ threshold: 1_000 }, 10, 980)).toBe('pass');
		expect(verdictOf({ threshold: 1_000 }, 10, 1_020)).toBe('fail');
	});

	it.each([
		['a difference', (ms: number) => ({ by: 'difference', limit: ms }) as const],
		['a part', (ms: number) => ({ by: 'ratio', limit: ms / 400 }) as const],
	])('keep their side of a limit that is %s', (_, limit) => {
		for (const more of halves(0, 8)) {
			expect(verdictOf({ comparison: limit(more + 1) }, 400, 400 + more)).not.toBe('fail');
			expect(verdictOf({ comparison: limit(more + 1) }, 400, 402 + more)).not.toBe('pass');
		}
		expect(verdictOf({ comparison: limit(20) }, 400, 440)).toBe('fail');
		expect(verdictOf({ comparison: limit(20) }, 400, 405)).toBe('pass');
	});
});
