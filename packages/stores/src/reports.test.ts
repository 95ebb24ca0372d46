import type { CanaryReport } from '@canario/contracts/canary/public-canary';
import { expect, it } from 'vitest';
import { entriesOf, leaderOf, writersOf } from './reports.ts';
import { someEntry, someWriter } from './testing/some-reports.ts';

const controller = (instance: string, leads: boolean, atMs = 5): CanaryReport => ({
	...{ service: 'canary-controller', instance, atMs, leads, target: { name: 'entry' } },
});

it('tells entries, writers and the controller that leads apart', () => {
	const blue = someWriter({ service: 'blue-grpc', lane: 'blue' });
	const reports = [controller('a', false, 9), someWriter(), controller('b', true), blue, someEntry()];
	expect(entriesOf(reports)).toEqual([someEntry()]);
	expect(writersOf(reports)).toEqual([someWriter(), blue]);
	expect(leaderOf(reports)?.instance).toBe('b');
});

it('takes the later of two who say that they lead, and none where all stand by', () => {
	expect(leaderOf([controller('old', true, 5), controller('new', true, 6)])?.instance).toBe('new');
	expect(leaderOf([controller('a', false), someEntry()])).toBeUndefined();
});
