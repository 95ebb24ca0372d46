import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Prng } from './prng.ts';

const seed = () => fc.integer({ min: 0, max: 2 ** 32 - 1 });
const take = (prng: Prng, count: number) => Array.from({ length: count }, () => prng.uint32());

describe('Prng', () => {
	it("gives the numbers of the authors' C program", () => {
		expect(take(new Prng([1, 2, 3, 4]), 10)).toEqual([
			11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
		]);
	});

	it('repeats itself for the same seed and stream', () => {
		fc.assert(
			fc.property(seed(), fc.nat(5), (number, stream) => {
				expect(take(Prng.seeded(number, stream), 20)).toEqual(take(Prng.seeded(number, stream), 20));
			}),
		);
	});

	it('differs between seeds and between streams of a seed', () => {
		fc.assert(
			fc.property(seed(), seed(), (one, other) => {
				fc.pre(one !== other);
				expect(take(Prng.seeded(one), 4)).not.toEqual(take(Prng.seeded(other), 4));
				expect(take(Prng.seeded(one, 0), 4)).not.toEqual(take(Prng.seeded(one, 1), 4));
			}),
		);
	});

	it('stays below the limit and reaches every value below it evenly', () => {
		const prng = Prng.seeded(7);
		const seen = Array<number>(10).fill(0);
		for (let draw = 0; draw < 10_000; draw++) {
			const value = prng.below(10);
			seen[value] = (seen[value] ?? 0) + 1;
		}
		// 1,000 expected each; 150 is five standard deviations
		for (const count of seen) expect(Math.abs(count - 1_000)).toBeLessThan(150);
		expect(seen).toHaveLength(10);
	});
});
