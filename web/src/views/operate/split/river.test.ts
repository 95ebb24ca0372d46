import { expect, it } from 'vitest';
import { banksOf, shareMoved, splitPoint, waterOf } from './river.ts';

const numbers = (path: string) => (path.match(/[\d.]+/g) ?? []).map(Number);

it('parts the river where the shares meet', () => {
	expect(splitPoint(0.5)).toEqual({ x: 0.24, y: 0.5 });
	expect(splitPoint(1).y - splitPoint(0).y).toBeCloseTo(0.42);
});

it('moves the share by as much as the split point is moved', () => {
	expect(shareMoved(splitPoint(0.7).y - splitPoint(0.2).y)).toBeCloseTo(0.5);
});

it('gives each lane as much water as its share', () => {
	const [, first = 0, ...rest] = numbers(waterOf('blue', 0.25));
	expect((rest.at(-1) ?? 0) - first).toBeCloseTo(84 * 0.25);
	expect(numbers(waterOf('green', 0.25)).every(Number.isFinite)).toBe(true);
});

it('draws no banks where nothing was observed', () => {
	expect(banksOf('green', 0.5, 1)).toBe('');
	expect(banksOf('green', 0.5, 0.9)).toMatch(/^M240/);
});
