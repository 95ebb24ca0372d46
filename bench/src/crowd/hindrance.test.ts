import { expect, it } from 'vitest';
import { crowdHindrance } from './hindrance.ts';

it.each([
	[{ files: 20_000, ports: 28_232 }, undefined],
	[{ files: undefined, ports: undefined }, undefined],
	[{ files: 4_096, ports: 28_232 }, 'a process may open 4096 files here, and 10200 are needed (ulimit -n)'],
	[{ files: 20_000, ports: 16_384 }, /^there are 16384 ports .* 20000 are needed/],
])('ten thousand viewers on a machine with %j: %s', (limits, expected) => {
	const found = crowdHindrance(10_000, limits);
	if (expected === undefined) expect(found).toBeUndefined();
	else expect(found).toMatch(expected);
});
