import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smoothWeightedRoundRobin } from './smooth-weighted-round-robin.ts';

const draws = (weights: { blue: number; green: number }, count: number) => {
	const draw = smoothWeightedRoundRobin(weights);
	return Array.from({ length: count }, draw);
};
const weights = fc
	.record({ blue: fc.nat(200), green: fc.nat(200) })
	.filter(({ blue, green }) => blue + green > 0);

describe('smooth weighted round-robin', () => {
	it('is exact over any window of a full period', () => {
		fc.assert(
			fc.property(weights, fc.nat(500), (given, start) => {
				const period = given.blue + given.green;
				const window = draws(given, start + period).slice(start);
				expect(window.filter((lane) => lane === 'blue')).toHaveLength(given.blue);
			}),
		);
	});

	it('is never off by more than one draw, at any moment', () => {
		fc.assert(
			fc.property(weights, fc.integer({ min: 1, max: 500 }), (given, count) => {
				const blue = draws(given, count).filter((lane) => lane === 'blue').length;
				expect(Math.abs(blue - (count * given.blue) / (given.blue + given.green))).toBeLessThanOrEqual(1);
			}),
		);
	});

	it.each([
		[{ blue: 0, green: 7 }, 'green'],
		[{ blue: 100, green: 0 }, 'blue'],
	] as const)('gives all to one lane at %j', (given, lane) => {
		expect(new Set(draws(given, 1000))).toEqual(new Set([lane]));
	});

	it('spreads 3 to 1 instead of bunching', () => {
		expect(draws({ blue: 3, green: 1 }, 8)).toEqual([
			'blue',
			'blue',
			'green',
			'blue',
			'blue',
			'blue',
			'green',
			'blue',
		]);
	});
});
