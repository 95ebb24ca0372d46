import { type CheckResult, checkResult } from '@canario/contracts/canary/check-result';
import type { Check } from '@canario/contracts/canary/plan';
import { describe, expect, it } from 'vitest';
import { latencies, someLane } from './judge/some-lane.test-kit.ts';
import { judge, verdictOf } from './judge.ts';
import type { LaneSample } from './lane-sample.ts';

const OPTIONS = { to: 'green', comparable: true, alarm: 0.005, passRisk: 0.05 } as const;

const errors: Check = {
	metric: 'error-rate',
	threshold: 0.05,
	comparison: { by: 'difference', limit: 0.01 },
};
const p95: Check = {
	metric: 'ack-p95',
	threshold: 1_000,
	comparison: { by: 'difference', limit: 50 },
};
const p50: Check = { metric: 'ack-p50', comparison: { by: 'ratio', limit: 0.05 } };
const loss: Check = { metric: 'loss', threshold: 0 };
const EVERY = [errors, p95, p50, loss];

function judged(checks: readonly Check[], blue: LaneSample, green: LaneSample, over = {}): CheckResult[] {
	return judge(checks, { blue, green }, { ...OPTIONS, ...over });
}

const verdicts = (results: readonly CheckResult[]) => results.map(({ verdict }) => verdict);

describe('judge', () => {
	it('gives each check its threshold and its comparison, in the shape of the contract', () => {
		const results = judged(EVERY, someLane(9_500, 38), someLane(500, 2));
		expect(results.map(({ metric, kind }) => `${metric} ${kind}`)).toEqual([
			'error-rate threshold',
			'error-rate comparison',
			'ack-p95 threshold',
			'ack-p95 comparison',
			'ack-p50 comparison',
			'loss threshold',
		]);
		expect(results.map((result) => checkResult.parse(result))).toEqual(results);
	});

	it('passes a lane that is as good as the other, once there is enough of it', () => {
		const results = judged([errors, p95], someLane(38_000, 152), someLane(4_200, 17));
		expect(verdicts(results)).toEqual(['pass', 'pass', 'pass', 'pass']);
	});

	it('fails a lane with more errors than the other, and says by how much', () => {
		const [threshold, comparison] = judged([errors], someLane(38_020, 152), someLane(4_210, 131));
		expect(threshold?.verdict).toBe('pass');
		expect(comparison).toMatchObject({ verdict: 'fail', limit: 0.01, of: 4_210, otherOf: 38_020 });
		expect(comparison?.value).toBeCloseTo(0.031_12, 5);
		expect(comparison?.other).toBeCloseTo(0.003_998, 5);
		expect(comparison?.low).toBeGreaterThan(0.01);
		expect(comparison).not.toHaveProperty('needed');
	});

	it('takes what failed at a lane that nobody knows for the canary’s, whichever that is', () => {
		const of = (to: 'blue' | 'green', unknownFailed: number) =>
			judge(
				[errors, { metric: 'conflict', comparison: { by: 'difference', limit: 0.02 } }],
				{ blue: someLane(20_000, 80), green: someLane(20_000, 80), unknownFailed },
				{ ...OPTIONS, to },
			);
		expect(verdicts(of('green', 0))).toEqual(['pass', 'pass', 'pass']);
		for (const to of ['blue', 'green'] as const) {
			const [threshold, comparison, conflicts] = of(to, 600);
			expect(threshold).toMatchObject({ verdict: 'pass', of: 20_600, value: 680 / 20_600 });
			expect(comparison).toMatchObject({ verdict: 'fail', other: 80 / 20_000 });
			expect(comparison?.why).toMatch(/n = 20,600 \/ 20,000, with 600 failed at a lane unknown$/);
			expect(conflicts).toMatchObject({ verdict: 'pass', of: 20_000 });
			expect(conflicts?.why).not.toMatch(/unknown/);
		}
	});

	it('fails a lane that is slower than the other', () => {
		const slow = someLane(2_000, 0, { ack: latencies(2_000, 60) });
		const [threshold, comparison] = judged([p95], someLane(20_000), slow);
		expect([threshold?.verdict, comparison?.verdict]).toEqual(['pass', 'fail']);
	});

	it('judges by a part of the other lane where that is the limit', () => {
		const slower = (by: number) => someLane(50_000, 0, { ack: latencies(50_000, 20 * by) });
		const ratio = (by: number) => judged([p50], someLane(50_000), slower(by))[0];
		expect(ratio(1)).toMatchObject({ verdict: 'pass', ratio: true, limit: 0.05 });
		expect(ratio(1.1)).toMatchObject({ verdict: 'fail' });
		expect(ratio(1.1)?.low).toBeGreaterThan(0.05);
		expect(ratio(1.05)).toMatchObject({ verdict: 'inconclusive' });
	});

	it('is undecided while the limit lies in the interval, whichever side the value is on', () => {
		for (const failed of [9, 11]) {
			const result = judged([errors], someLane(4_000, 0), someLane(1_000, failed))[1];
			expect(result?.verdict).toBe('inconclusive');
			expect(result?.low).toBeLessThanOrEqual(0.01);
			expect(result?.high).toBeGreaterThan(0.01);
			expect(result?.needed).toBeGreaterThan(0);
		}
	});

	it('never fails for want of samples', () => {
		for (const sent of [0, 1, 2, 3]) {
			const slow = { ack: latencies(sent, 9_000), durable: latencies(sent, 9_000) };
			const results = judged(EVERY, someLane(0), someLane(sent, 0, slow));
			expect(verdicts(results)).not.toContain('fail');
		}
		expect(verdicts(judged([errors], someLane(1_000), someLane(2, 1)))).toEqual([
			'inconclusive',
			'inconclusive',
		]);
	});

	it('counts losses, with nothing left to chance', () => {
		expect(judged([loss], someLane(10), someLane(0))[0]?.verdict).toBe('inconclusive');
		expect(judged([loss], someLane(10), someLane(1))[0]?.verdict).toBe('pass');
		expect(judged([loss], someLane(10), someLane(10_000, 0, { lost: 1 }))[0]?.verdict).toBe('fail');
		const some = { ...loss, threshold: 0.001 };
		expect(judged([some], someLane(10), someLane(1_000, 0, { lost: 1 }))[0]?.verdict).toBe('pass');
		// of what was taken before this sample
		expect(judged([some], someLane(10), someLane(1, 0, { lost: 3 }))[0]).toMatchObject({ value: 1 });
	});

	it('does not pass what may be lost while the books are in doubt, but fails what is', () => {
		const lossOf = (lost: number) => someLane(1_000, 0, { lost, lossUnknown: true });
		const [none] = judged([loss], someLane(10), lossOf(0));
		expect(none).toMatchObject({ verdict: 'inconclusive', low: 0, high: 1 });
		expect(none).not.toHaveProperty('needed');
		expect(judged([loss], someLane(10), lossOf(1))[0]?.verdict).toBe('fail');
		const compared: Check = { metric: 'loss', comparison: { by: 'difference', limit: 0.05 } };
		expect(judged([compared], someLane(10_000), someLane(1_000))[0]?.verdict).toBe('pass');
		expect(verdicts(judged([compared, errors], someLane(10_000), lossOf(0)))).toEqual([
			'inconclusive',
			'pass',
			'pass',
		]);
		// the other lane's may be more than was counted
		expect(judged([compared], lossOf(0), someLane(1_000, 0, { lost: 500 }))[0]?.verdict).toBe('inconclusive');
	});

	it('compares with nothing where the other lane gets no traffic, and still holds thresholds', () => {
		const results = judged(EVERY, someLane(0), someLane(5_000), { comparable: false });
		expect(verdicts(results)).toEqual(['pass', 'none', 'pass', 'none', 'none', 'pass']);
		expect(verdictOf(results)).toBe('pass');
		expect(results[1]).not.toHaveProperty('low');
		expect(results[1]).not.toHaveProperty('other');
	});

	it('leaves out what is not known', () => {
		const [first] = judged([p95], someLane(0), someLane(0));
		expect(first).toMatchObject({ of: 0 });
		for (const key of ['value', 'low', 'high']) expect(first).not.toHaveProperty(key);
		const [open] = judged([p95], someLane(100), someLane(10));
		expect(open).not.toHaveProperty('high');
	});

	it('shares the alarm risk over what is judged, but for what is counted', () => {
		const alone = judged([p50, loss], someLane(500), someLane(500, 0, { ack: latencies(500, 21.5) }))[0];
		const among = judged([p50, errors], someLane(500), someLane(500, 0, { ack: latencies(500, 21.5) }))[0];
		const spent = judged([p50], someLane(500), someLane(500, 0, { ack: latencies(500, 21.5) }), {
			alarm: 0.005 / 3,
		})[0];
		expect(among?.low).toBe(spent?.low);
		expect(among?.low).toBeLessThan(alone?.low ?? 0);
	});
});

describe('the verdict of a sample', () => {
	it('is fail if one is, else undecided if one is, else pass', () => {
		const of = (...all: CheckResult['verdict'][]) => verdictOf(all.map((verdict) => ({ verdict })));
		expect(of('pass', 'inconclusive', 'fail')).toBe('fail');
		expect(of('pass', 'inconclusive', 'none')).toBe('inconclusive');
		expect(of('pass', 'none')).toBe('pass');
		expect(of()).toBe('pass');
	});
});
