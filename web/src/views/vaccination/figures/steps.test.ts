import { expect, test } from 'vitest';
import { stepsFor, TONES, toneOf } from './steps.ts';

test('steps are round numbers whose last tone holds the largest value', () => {
	expect(stepsFor([3, 47])).toEqual({ step: 10, decimals: 0 });
	expect(stepsFor([1.1])).toEqual({ step: 0.25, decimals: 2 });
	expect(stepsFor([0.0041])).toEqual({ step: 0.001, decimals: 3 });
	expect(stepsFor([0.3, 0.5])).toEqual({ step: 0.1, decimals: 1 });
});

test('the scale does not move while the largest stays within it', () => {
	expect(stepsFor([41])).toEqual(stepsFor([50]));
	expect(stepsFor([50.1])).not.toEqual(stepsFor([50]));
});

test('without values there are no steps, and every tone is 0', () => {
	expect(stepsFor([])).toBeUndefined();
	expect(stepsFor([0, 0])).toBeUndefined();
	expect(toneOf(3, undefined)).toBe(0);
});

test('a value on a bound has the tone below it, and the least above nothing has the first', () => {
	const steps = { step: 0.1, decimals: 1 };
	expect([0, 0.0001, 0.1, 0.3, 0.31, 0.5, 9].map((value) => toneOf(value, steps))).toEqual([
		0,
		1,
		1,
		3,
		4,
		TONES,
		TONES,
	]);
});

test('steps of any size hold their values in the tones', () => {
	for (let most = 1e-7; most < 1e7; most *= 1.37) {
		const steps = stepsFor([most]);
		expect(steps!.step * TONES).toBeGreaterThanOrEqual(most * (1 - 1e-9));
		expect(Number(steps!.step.toFixed(steps!.decimals))).toBe(steps!.step);
	}
});
