import { expect, it } from 'vitest';
import { previewOf } from './preview.ts';

it.each([
	[[100, 0.4, 55], 'usual', 40],
	[[100, 0.6, 55], 'usual', 60],
	[[100, 0.7, 55], 'beyond', 70],
	[[100, 0.4, 0], 'first', 40],
	[[100, 0, 55], 'none', 0],
	[[0, 0.4, 55], 'quiet', 0],
] as const)('of %j (entering, share, peak) tells %s: %i', ([entering, share, peak], kind, rate) => {
	expect(previewOf(entering, share, peak)).toEqual({ kind, rate });
});
