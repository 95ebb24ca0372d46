import { expect, it } from 'vitest';
import { Rises } from './rises.ts';

const of = (...counts: number[]) => Float64Array.of(...counts);

it('adds what rose since the first reading of each source', () => {
	const rises = new Rises(2);
	rises.see('one', of(100, 7), false);
	rises.see('two', of(50, 0), false);
	expect([...rises.sum]).toEqual([0, 0]);
	rises.see('one', of(101, 9), false);
	rises.see('two', of(60, 0), false);
	rises.see('one', of(103, 9), false);
	expect([...rises.sum]).toEqual([13, 2]);
});

it('counts a source that began meanwhile from zero', () => {
	const rises = new Rises(1);
	rises.see('new', of(5), true);
	rises.see('new', of(6), true);
	expect([...rises.sum]).toEqual([6]);
});

it('takes counters that fell for begun anew, all of that source', () => {
	const rises = new Rises(2);
	rises.see('one', of(10, 10), false);
	rises.see('one', of(12, 11), false);
	rises.see('one', of(3, 20), false);
	expect([...rises.sum]).toEqual([2 + 3, 1 + 20]);
});
