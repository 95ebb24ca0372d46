import type { Check } from '@canario/contracts/canary/plan';
import { describe, expect, it } from 'vitest';
import { judge } from '../judge.ts';
import type { LaneSample } from '../lane-sample.ts';
import { latencies, someLane } from './some-lane.test-kit.ts';

const why = (check: Check, blue: LaneSample, green: LaneSample, comparable = true) =>
	judge([check], { blue, green }, { to: 'green', comparable, alarm: 0.005, passRisk: 0.05 })[0]?.why;

const errors: Check = { metric: 'error-rate', comparison: { by: 'difference', limit: 0.01 } };
const blue = someLane(38_020, 152);

describe('the line of why', () => {
	it('tells both lanes, the distance with its interval, the limit and the samples', () => {
		expect(why(errors, blue, someLane(4_210, 131))).toBe(
			"green's errors 3.1 % against blue's 0.4 %: +2.7 pp [1.7, 3.9], limit +1 pp, n = 4,210 / 38,020",
		);
	});

	it('tells of milliseconds and of parts', () => {
		const slow = someLane(4_210, 0, { ack: latencies(4_210, 100) });
		expect(why({ metric: 'ack-p95', comparison: { by: 'difference', limit: 50 } }, blue, slow)).toMatch(
			/^green's ack p95 205 ms against blue's 41 ms: \+164 ms \[\d+, \d+\], limit \+50 ms, n = 4,210 \/ 37,868$/,
		);
		expect(why({ metric: 'ack-p50', comparison: { by: 'ratio', limit: 0.1 } }, blue, slow)).toMatch(
			/^green's ack p50 100 ms against blue's 20 ms: \+400 % \[\d+, \d+\], limit \+10 %, n = /,
		);
	});

	it('tells of thresholds', () => {
		expect(why({ metric: 'error-rate', threshold: 0.02 }, blue, someLane(4_210, 17))).toBe(
			"green's errors 0.4 % [0.2, 0.8], limit 2 %, n = 4,210",
		);
		expect(why({ metric: 'loss', threshold: 0 }, blue, someLane(4_210, 0, { lost: 2 }))).toBe(
			"green's loss 0.05 % (2 of 4,210, all counted), limit 0 %",
		);
	});

	it('tells why nothing is said of losses while the books are in doubt', () => {
		const doubtful = someLane(4_210, 0, { lossUnknown: true });
		expect(why({ metric: 'loss', threshold: 0 }, blue, doubtful)).toBe(
			"green's loss 0 % (0 of 4,210, counted so far), limit 0 %; more may be lost, for the books are being built or in doubt",
		);
	});

	it('says why blue loses nothing', () => {
		const options = { to: 'blue', comparable: true, alarm: 0.005, passRisk: 0.05 } as const;
		const [loss] = judge([{ metric: 'loss', threshold: 0 }], { blue, green: someLane(0) }, options);
		expect(loss).toMatchObject({
			verdict: 'pass',
			why: "blue's loss 0 %, limit 0 %: blue accepts nothing before it is stored, n = 37,868",
		});
	});

	it('writes what is not known as …, and what is below nothing with a minus', () => {
		const line = why({ metric: 'ack-p95', comparison: { by: 'difference', limit: 50 } }, blue, someLane(50));
		expect(line).toMatch(
			/^green's ack p95 .* \[−8\.2, …\], limit \+50 ms, n = 50 \/ 37,868; about \d+ more samples/,
		);
	});

	it('says how many more samples are needed, or that none would do', () => {
		expect(why(errors, blue, someLane(300, 1))).toMatch(/; about \d[\d,]* more samples of green needed$/);
		expect(why({ metric: 'loss', threshold: 0 }, blue, someLane(0))).toBe(
			"green's loss: nothing measured yet; about 1 more sample of green needed",
		);
		const none: Check = { metric: 'error-rate', comparison: { by: 'difference', limit: 0 } };
		expect(why(none, blue, someLane(500, 2))).toMatch(
			/; no number of samples decides it while things are so$/,
		);
	});

	it('says that there is nothing to compare with', () => {
		expect(why(errors, someLane(0), someLane(500), false)).toBe(
			"blue gets no traffic: nothing to compare green's errors with",
		);
		expect(why(errors, someLane(0), someLane(500))).toMatch(
			/^green's errors 0 %: nothing of blue measured yet; about /,
		);
	});

	it('has digits enough for each number to stand on its side of the limit', () => {
		const near = why({ metric: 'error-rate', threshold: 0.01 }, blue, someLane(100_000, 888));
		expect(near).toMatch(/errors 0\.89 % \[0\.78, 1\.01\], limit 1 %/);
		expect(why({ metric: 'error-rate', threshold: 0.01 }, blue, someLane(1_000_000, 3))).toMatch(
			/errors 0\.0003 %/,
		);
	});
});
