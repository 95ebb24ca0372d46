import { expect, it } from 'vitest';
import { orderOf, startOrder } from './orders.ts';

it.each([
	['pause', '/canary/pause', {}],
	['resume', '/canary/resume', {}],
	['promote', '/canary/promote', { step: 2 }],
	['full', '/canary/promote', { step: 2, full: true }],
	['abort', '/canary/abort', {}],
] as const)('asks for %s at %s, with %j', (name, path, more) => {
	const body = { reason: 'why not', canary: 7, ...more };
	expect(orderOf(name, 'why not', { id: 7, step: 2 })).toEqual({ path, body });
});

it("begins a canary of the entry's split only if that is as it was seen, any other as it is", () => {
	const wanted = { plan: { to: 'green' }, reason: 'new' };
	const seen = { version: 7 };
	expect(startOrder(wanted, { target: { name: 'entry' } }, seen)).toEqual({ ...wanted, ifVersion: 7 });
	expect(startOrder(wanted, { target: { name: 'entry' } }, undefined)).toEqual(wanted);
	const inCluster = { target: { name: 'httproute/lanes', namespace: 'shop' } };
	expect(startOrder(wanted, inCluster, seen)).toEqual(wanted);
	expect(startOrder(wanted, {}, seen)).toEqual(wanted);
});
