import { describe, expect, it } from 'vitest';
import { laneBackends } from './lane-backends.ts';

const split = (...services: string[]) =>
	services.map((service, index) => ({ service, weight: 1, pointer: `/${index}` }));
const found = (...args: Parameters<typeof laneBackends>) => {
	const { blue, green } = laneBackends(...args);
	return [blue.service, green.service];
};

describe('laneBackends', () => {
	it.each([
		['what is called so', split('green', 'blue'), ['blue', 'green']],
		[
			'what is called so, before what has it in its name',
			split('blue', 'green', 'blue-old'),
			['blue', 'green'],
		],
		['what has it in its name', split('web-green', 'blue-grpc'), ['blue-grpc', 'web-green']],
	])('finds %s', (_, backends, expected) => {
		const idle = backends.map((one, index) => ({ ...one, weight: index < 2 ? 1 : 0 }));
		expect(found([idle], undefined, 'front')).toEqual(expected);
	});

	it('takes the names that are given, and no others', () => {
		const names = { blue: 'web-v1', green: 'web-v2' };
		expect(found([split('web-v2', 'web-v1')], names, 'front')).toEqual(['web-v1', 'web-v2']);
		expect(() => found([split('blue', 'green')], names, 'front')).toThrow(/has no backend for blue/);
	});

	it('takes the one rule of several that has both lanes', () => {
		const rules = [split('green'), split('blue', 'green'), []];
		expect(laneBackends(rules, undefined, 'front').green).toBe(rules[1]?.[1]);
	});

	it.each([
		['no backends', [[]], /front has no backend for blue; its backends are none: say which/],
		[
			'a lane that is missing',
			[split('blue', 'apex')],
			/has no backend for green; its backends are blue, apex/,
		],
		['a lane twice', [split('blue', 'blue', 'green')], /several backends for blue/],
		['two names alike', [split('blue-a', 'blue-b', 'green')], /several backends for blue/],
		['one name with both', [split('blue-green')], /one backend for both lanes/],
		['another with a share', [split('blue', 'green', 'red')], /gives a share to others too \(red\)/],
		['two rules with both', [split('blue', 'green'), split('blue', 'green')], /several rules with backends/],
		['no rule with both', [split('blue'), split('green')], /no rule with backends for both lanes/],
	])('refuses %s', (_, splits, message) => {
		expect(() => laneBackends(splits, undefined, 'front')).toThrow(message);
	});
});
