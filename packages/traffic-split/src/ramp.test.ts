import { describe, expect, it } from 'vitest';
import { type RampPlan, stepsOf } from './ramp.ts';

const PLAN: RampPlan = { lane: 'green', percent: 100, step: 20, everyMs: 30, reason: 'a test' };

describe('the steps of a ramp', () => {
	const greens = (weights: { blue: number; green: number }, plan: Partial<RampPlan>) =>
		stepsOf(weights, { ...PLAN, ...plan }).map(({ blue, green }) => {
			expect(blue + green).toBe(100);
			return green;
		});

	it('end where the plan says, the last one being shorter where that is needed', () => {
		expect(greens({ blue: 50, green: 50 }, { step: 20 })).toEqual([70, 90, 100]);
		expect(greens({ blue: 1, green: 1 }, { percent: 5, step: 30 })).toEqual([20, 5]);
		expect(greens({ blue: 0, green: 3 }, { lane: 'blue', percent: 30, step: 10 })).toEqual([90, 80, 70]);
		expect(greens({ blue: 90, green: 10 }, { step: 100 })).toEqual([100]);
	});

	it('begin at shares that are no whole percent', () => {
		expect(greens({ blue: 2, green: 1 }, { percent: 60, step: 10 })).toEqual([43, 53, 60]);
		expect(greens({ blue: 2, green: 1 }, { percent: 33, step: 10 })).toEqual([33]);
	});

	it('are none where the weights are so already', () => {
		expect(greens({ blue: 9, green: 1 }, { percent: 10 })).toEqual([]);
	});
});
