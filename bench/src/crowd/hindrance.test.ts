import { describe, expect, it } from 'vitest';
import { crowdHindrance } from './hindrance.ts';

describe('ten thousand viewers', () => {
	it.each([
		{ files: 20_000, ports: 28_232 },
		{ files: undefined, ports: undefined },
	])('have room on a machine with %j', (limits) => {
		expect(crowdHindrance(10_000, limits)).toBeUndefined();
	});

	it.each([
		[{ files: 4_096, ports: 28_232 }, 'a process may open 4096 files here, and 10200 are needed'],
		[
			{ files: 20_000, ports: 16_384 },
			'there are 16384 ports for outgoing connections, and 20000 are needed',
		],
	])('have none on a machine with %j', (limits, why) => {
		expect(crowdHindrance(10_000, limits)).toContain(why);
	});
});
