import { ServiceError } from '@canario/service-kit/service-error';
import { LiveSplit } from '@canario/traffic-split/live-split';
import type { SplitTarget, TargetState } from '@canario/traffic-split/split-target';
import { afterEach, describe, expect, it } from 'vitest';
import { AskedSplit } from './asked-split.ts';
import { watchCluster } from './cluster-watch.ts';
import { followObject } from './follow-object.ts';
import { laneOfProxyError, laneOfService } from './lane-names.ts';
import { attemptsOf } from './proxy-watch.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	await Promise.all(opened.splice(0).map((one) => one.close()));
});
const own = <T extends { close(): Promise<void> }>(one: T): T => {
	opened.push(one);
	return one;
};
const EVEN = { blue: 50, green: 50 };
const askedSplit = (options: { configured?: boolean; target?: string } = {}) => {
	const split = new LiveSplit(EVEN);
	const target = options.target;
	return { split, asked: new AskedSplit({ split, configured: options.configured ?? false, target }) };
};
const state = (version: string, blue: number): TargetState<string> => ({
	...{ weights: { blue, green: 100 - blue }, version },
	...{ changedAtMs: 7, by: 'ana', reason: 'a test' },
});

describe('the split of a mesh at its entry', () => {
	it('is known from the object alone, or from who configured it', () => {
		expect(askedSplit().asked.weights).toBeUndefined();
		expect(askedSplit({ configured: true }).asked).toMatchObject({ from: 'configured', weights: EVEN });
		const { asked, split } = askedSplit();
		asked.take(state('12-ab', 90));
		expect(asked).toMatchObject({ from: 'object', weights: { blue: 90, green: 10 } });
		expect(split.read()).toMatchObject({ version: 12, changedAtMs: 7, by: 'ana', reason: 'a test' });
	});

	it('takes each version once, and goes on when the object was made anew', () => {
		const { asked, split } = askedSplit();
		let changes = 0;
		asked.onChange(() => {
			changes += 1;
		});
		for (const one of [state('3-a', 90), state('3-a', 90), state('1-b', 80)]) asked.take(one);
		expect([changes, split.read().version, split.read().weights.blue]).toEqual([2, 4, 80]);
	});

	it.each(['set', 'undo', 'confirm'] as const)(
		'refuses %s: the mesh draws, and says where to go',
		async (what) => {
			const { asked } = askedSplit({ target: 'httproute/front' });
			await expect(asked[what]()).rejects.toMatchObject({
				code: 'conflict',
				message: expect.stringContaining('--target httproute/front'),
			});
		},
	);

	it('is followed by its watch, through weights that cannot be used and back', async () => {
		const { asked } = askedSplit();
		let now: TargetState<string> | ServiceError = state('1-a', 90);
		let change = () => {};
		const target: Pick<SplitTarget<string>, 'read' | 'watch'> = {
			read: async () => {
				if (now instanceof ServiceError) throw now;
				return now;
			},
			async *watch({ signal }) {
				while (!signal.aborted) {
					await new Promise<void>((resolve) => {
						change = resolve;
						signal.addEventListener('abort', () => resolve(), { once: true });
					});
					if (!signal.aborted) yield { version: '', from: EVEN, to: EVEN, atMs: 0 };
				}
			},
		};
		const followed = own(
			followObject({ target: target as SplitTarget<string>, take: (one) => asked.take(one) }),
		);
		await followed.first;
		expect(asked.weights?.blue).toBe(90);
		now = state('2-a', 10);
		change();
		await expect.poll(() => asked.weights?.blue).toBe(10);
		now = new ServiceError('conflict', 'the weights are -5');
		change();
		await expect.poll(() => followed.trouble()).toBe('the weights are -5');
		expect(asked.weights?.blue).toBe(10);
	});
});

describe('what a proxy tells', () => {
	it.each([
		['backend Service.shop.green:3050: service in fail-fast', 'green'],
		['logical service 10.0.0.1:3050: route default.http: backend Service.shop.lane-blue:3050: x', 'blue'],
		['backend Service.blue.apex:3050: x', undefined],
		['service in fail-fast', undefined],
	])('is the lane in "%s": %s', (text, lane) => expect(laneOfProxyError(text)).toBe(lane));

	it('is no lane where a name has both or none', () => {
		expect(['blue', 'green-redis', 'blue-green', 'apex'].map(laneOfService)).toEqual([
			'blue',
			'green',
			undefined,
			undefined,
		]);
	});

	it('is how often each lane was asked', () => {
		const metrics = [
			'# TYPE request_total counter',
			'request_total{direction="outbound",authority="blue.shop.svc.cluster.local:3050",dst_service="blue",tls="true"} 12',
			'request_total{direction="outbound",dst_service="blue",dst_pod="b"} 3',
			'request_total{direction="outbound",dst_service="green"} 1.5e+01',
			'request_total{direction="inbound",dst_service="green"} 99',
			'request_total{direction="outbound",dst_service="stats"} 99',
			'response_total{direction="outbound",dst_service="green"} 99',
		].join('\n');
		expect(attemptsOf(metrics)).toEqual({ blue: 15, green: 15 });
	});
});

describe('what the API tells', () => {
	const splitOf = (blue: number, createdAt: string) => ({
		apiVersion: 'split.smi-spec.io/v1alpha2',
		kind: 'TrafficSplit',
		metadata: { name: 'front', namespace: 'shop', creationTimestamp: createdAt },
		spec: {
			service: 'apex',
			backends: [
				{ service: 'blue', weight: blue },
				{ service: 'green', weight: 95 },
			],
		},
	});

	it.each([
		['all of the namespace', false],
		['the split alone, and goes on asking for nothing else', true],
	])(
		'is remembered by who may read %s: weights that poisoned a proxy, and a split that came after its client',
		async (_, denied) => {
			const asked: string[] = [];
			let split = splitOf(-5, '2026-11-01T10:00:00Z');
			let away = false;
			const reader = {
				async get({ name }: { name: string }) {
					if (away) throw new ServiceError('unavailable', 'away');
					if (name === 'front') return split;
					asked.push(name);
					if (denied) throw new ServiceError('forbidden', 'not yours');
					return { items: name === 'trafficsplits' ? [split] : [] };
				},
			};
			const place = { collection: '', name: 'front', title: 'TrafficSplit shop/front' };
			const object = { reader, namespace: 'shop', kind: 'TrafficSplit', place };
			const startedAtMs = Date.parse('2026-11-01T09:00:00Z');
			const watch = own(watchCluster({ object: object as never, startedAtMs, everyMs: 5 }));
			await expect
				.poll(() => watch.facts().findings.map(({ rule }) => rule))
				.toContain('weight-out-of-range');
			split = splitOf(5, '2026-11-01T10:00:00Z');
			await expect
				.poll(() => watch.facts().findings.some(({ rule }) => rule === 'weight-out-of-range'))
				.toBe(false);
			expect(watch.facts()).toMatchObject({ wasPoison: true, cameLate: true });
			away = true;
			split = splitOf(5, '2026-11-01T08:00:00Z');
			await new Promise((resolve) => setTimeout(resolve, 20));
			expect(watch.facts().cameLate).toBe(true);
			away = false;
			await expect.poll(() => watch.facts().cameLate).toBe(false);
			expect(asked.filter((name) => name === 'pods').length === 1).toBe(denied);
		},
	);
});
