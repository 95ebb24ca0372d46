import { describe, expect, it } from 'vitest';
import { fineClock } from './fine-clock.ts';

describe('the fine clock', () => {
	it('tells fractions of the millisecond that the wall clock shows', () => {
		let trueMs = 5_000.9;
		const now = fineClock(
			() => Math.floor(trueMs),
			() => trueMs - 4_000,
		);
		const errors = [0.05, 0.3, 0.2, 0.55, 0.35, 0.45].map((ms) => {
			trueMs += ms;
			const told = now();
			expect(Math.floor(told)).toBe(Math.floor(trueMs));
			return trueMs - told;
		});
		expect(Math.abs(errors.at(-1) ?? 1)).toBeLessThan(0.2);
	});

	it('follows a wall clock that is set, and a steady one that has slept', () => {
		let wallMs = 1_000;
		let steadyMs = 10;
		const now = fineClock(
			() => wallMs,
			() => steadyMs,
		);
		wallMs = 500;
		expect(Math.floor(now())).toBe(500);
		wallMs = 90_000;
		expect(Math.floor(now())).toBe(90_000);
		steadyMs += 0.25;
		expect(now()).toBeCloseTo(90_000.25, 3);
	});
});
