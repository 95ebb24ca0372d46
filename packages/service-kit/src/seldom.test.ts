import { expect, it } from 'vitest';
import { seldom } from './seldom.ts';

it('tells the first at once, then one in a while, and how many it passed over', () => {
	let now = 0;
	const told: [string, number][] = [];
	const tell = seldom<string>(
		1_000,
		() => now,
		(what, missed) => told.push([what, missed]),
	);
	for (const [at, what] of [
		[0, 'a'],
		[10, 'b'],
		[999, 'c'],
		[1_000, 'd'],
		[2_500, 'e'],
	] as const) {
		now = at;
		tell(what);
	}
	expect(told).toEqual([
		['a', 0],
		['d', 2],
		['e', 0],
	]);
});
