import { expect, test } from 'vitest';
import { headlineOf, shareDigits } from './headline.ts';

const doses = (first: number, complete: number, further = 0) => ({
	all: first + complete + further,
	first,
	complete,
	further,
});

test('the headline tells people with a first dose and the share of complete ones', () => {
	expect(headlineOf(doses(4211, 1600))).toEqual({
		kind: 'share',
		first: 4211,
		completeShare: 1600 / 4211,
	});
});

test('more second doses than first ones are told as counts, never as more than 100 %', () => {
	expect(headlineOf(doses(10, 11))).toEqual({ kind: 'both', first: 10, complete: 11 });
	expect(headlineOf(doses(0, 0, 3))).toEqual({ kind: 'both', first: 0, complete: 0 });
});

test('before the first dose there is nothing to tell, and before the second no share', () => {
	expect(headlineOf(doses(0, 0))).toEqual({ kind: 'none' });
	expect(headlineOf(doses(1, 0))).toEqual({ kind: 'none-complete', first: 1 });
});

test('a small share does not read as none', () => {
	expect([0.004, 0.38, 0.996, 1].map(shareDigits)).toEqual([1, 0, 1, 0]);
});
