import { expect, it } from 'vitest';
import { greenFrom, percentOf } from './shares.ts';

it.each([
	[
		{ blue: 50, green: 50 },
		{ blue: 50, green: 50 },
	],
	[
		{ blue: 1, green: 2 },
		{ blue: 33, green: 67 },
	],
	[
		{ blue: 0, green: 7 },
		{ blue: 0, green: 100 },
	],
	[
		{ blue: 999, green: 1 },
		{ blue: 100, green: 0 },
	],
])('writes %j as whole per cent that sum to 100', (weights, shares) => {
	expect(percentOf(weights)).toEqual(shares);
});

it('keeps what is asked of one lane so that both sum to 100, and within 0 to 100', () => {
	expect([
		greenFrom('green', 30),
		greenFrom('blue', 30),
		greenFrom('blue', 130),
		greenFrom('green', -4),
	]).toEqual([30, 70, 0, 0]);
});
