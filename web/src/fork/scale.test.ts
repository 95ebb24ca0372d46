import { expect, it } from 'vitest';
import { GLIDE_MS, Glide } from './glide.ts';
import { chooseStep, STEPS_MS, USUAL_STEP_MS } from './scale.ts';

it('shows the slowest p95 in at most four and a half seconds', () => {
	for (const slowestMs of [1, 4, 17, 60, 150, 301, 2_400, 14_000]) {
		expect(slowestMs / chooseStep([2, slowestMs])).toBeLessThanOrEqual(4.5);
	}
});

it('shows a p95 of 60 ms by 20 ms a second', () => {
	expect(chooseStep([12, 60, undefined])).toBe(20);
});

it('stays at its step while that can be watched, so that it does not flicker', () => {
	expect(chooseStep([91], 20)).toBe(20);
	expect(chooseStep([119], 20)).toBe(20);
	expect(chooseStep([121], 20)).toBe(50);
	expect(chooseStep([29], 20)).toBe(10);
});

it('takes the usual step while nothing is measured, and keeps the one that it has', () => {
	expect(chooseStep([undefined, undefined])).toBe(USUAL_STEP_MS);
	expect(chooseStep([undefined], 500)).toBe(500);
});

it('takes the largest step for what is slower than all of them', () => {
	expect(chooseStep([1_000_000])).toBe(STEPS_MS.at(-1));
});

it('moves over its time to a new value and stays there', () => {
	const glide = new Glide(0.9);
	glide.moveTo(0.5, 1_000);
	expect(glide.at(1_000)).toBe(0.9);
	expect(glide.at(1_000 + GLIDE_MS / 2)).toBeCloseTo(0.7);
	expect(glide.at(1_000 + GLIDE_MS)).toBe(0.5);
	expect([glide.moving(1_100), glide.moving(1_000 + GLIDE_MS)]).toEqual([true, false]);
});

it('sets out anew from where it is, and moves at once where nothing shall move', () => {
	const glide = new Glide(1);
	glide.moveTo(0, 0);
	glide.moveTo(1, GLIDE_MS / 2);
	expect(glide.at(GLIDE_MS / 2)).toBeCloseTo(0.5);
	glide.moveTo(0.2, GLIDE_MS, true);
	expect(glide.at(GLIDE_MS)).toBe(0.2);
});
