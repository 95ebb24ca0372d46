import { expect, test } from 'vitest';
import { digitsFor } from './digits.ts';

test('a figure has as many decimals as say something', () => {
	expect([0, 412.3, 41.23, 3.412, 0.3412, 0.0341, 1e-9].map(digitsFor)).toEqual([0, 1, 1, 2, 2, 3, 6]);
});
