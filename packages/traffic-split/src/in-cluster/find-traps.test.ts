import { ServiceError } from '@canario/service-kit/service-error';
import { describe, expect, it } from 'vitest';
import { CLUSTER_RULES } from './cluster-rules.ts';
import { findTraps } from './find-traps.ts';
import { lookAt } from './look.ts';

const T0 = '2026-11-01T10:00:00Z';
const T1 = '2026-11-01T11:00:00Z';
const meta = (name: string, more: object = {}) => ({
	name,
	namespace: 'shop',
	uid: 'x',
	creationTimestamp: T0,
	managedFields: [],
	...more,
});

const splitOf = (weights: Record<string, number>, more: object = {}) => ({
	apiVersion: 'split.smi-spec.io/v1alpha2',
	kind: 'TrafficSplit',
	metadata: meta('front', more),
	spec: {
		service: 'apex',
		backends: Object.entries(weights).map(([service, weight]) => ({ service, weight })),
	},
});
const routeOf = (more: object = {}, status: object = {}) => ({
	apiVersion: 'gateway.networking.k8s.io/v1',
	kind: 'HTTPRoute',
	metadata: meta('front', more),
	spec: {
		parentRefs: [{ group: '', kind: 'Service', name: 'apex', port: 3050 }],
		rules: [{ backendRefs: ['blue', 'green'].map((name) => ({ name, port: 3050, weight: 1 })) }],
	},
	status,
});
const serviceOf = (name: string, annotations = {}) => ({
	metadata: meta(name, { annotations }),
	spec: { clusterIP: '10.0.0.1', ports: [{ port: 3050 }] },
});
const sliceOf = (service: string, ...ready: (boolean | undefined)[]) => ({
	metadata: { name: `${service}-1`, labels: { 'kubernetes.io/service-name': service } },
	endpoints: ready.map((one) => ({ conditions: one === undefined ? {} : { ready: one } })),
});
const profileOf = (isRetryable: boolean) => ({
	apiVersion: 'linkerd.io/v1alpha2',
	kind: 'ServiceProfile',
	metadata: meta('apex.shop.svc.cluster.local'),
	spec: { routes: [{ name: 'all', isRetryable }] },
});
const podOf = (startTime: string, proxy: boolean, apex = 'http://apex:3050') => ({
	metadata: meta('entry-1'),
	spec: {
		containers: [{ name: 'entry', env: [{ name: 'APEX_URL', value: apex }] }],
		initContainers: proxy ? [{ name: 'linkerd-proxy' }] : [],
	},
	status: { phase: 'Running', startTime },
});

const sound: Record<string, readonly object[]> = {
	trafficsplits: [splitOf({ blue: 90, green: 10 })],
	services: ['apex', 'blue', 'green'].map((name) => serviceOf(name)),
	endpointslices: [sliceOf('blue', true), sliceOf('green', undefined)],
	pods: [podOf(T1, true)],
};
const routed: typeof sound = { ...sound, trafficsplits: [], httproutes: [routeOf()] };

/** `rule: object` of all that is found in a namespace that has these. */
async function found(lists: Record<string, readonly object[]>, forbidden: readonly string[] = []) {
	const client = {
		async get({ name }: { name: string }) {
			if (forbidden.includes(name)) throw new ServiceError('forbidden', 'not yours');
			const items = lists[name];
			if (!items) throw new ServiceError('not_found', 'not served');
			return { items };
		},
	};
	const { findings } = findTraps(await lookAt(client, 'shop'));
	return findings.map(({ rule, file }) => `${rule}: ${file}`);
}

describe('traps of a cluster', () => {
	it.each([
		['a TrafficSplit', sound],
		['a route', routed],
	])('are not found where %s has all it needs', async (_, lists) => {
		expect(await found(lists)).toEqual([]);
	});

	it.each([
		['zero-sum', { ...sound, trafficsplits: [splitOf({ blue: 0, green: 0 })] }],
		['weight-out-of-range', { ...sound, trafficsplits: [splitOf({ blue: -5, green: 95 })] }],
		[
			'two-splits-on-one-apex',
			{ ...sound, trafficsplits: [...sound.trafficsplits!, splitOf({ blue: 1, green: 1 }, { name: 'two' })] },
		],
		['service-profile-would-win', { ...routed, serviceprofiles: [profileOf(false)] }],
		['missing-service', { ...sound, services: sound.services!.slice(0, 2) }],
		[
			'leaf-without-endpoints',
			{ ...sound, endpointslices: [sliceOf('blue', true), sliceOf('green', false)] },
		],
		['leaf-without-endpoints', { ...sound, endpointslices: [sliceOf('blue', true)] }],
		['split-younger-than-client', { ...sound, pods: [podOf('2026-11-01T09:00:00Z', true)] }],
		['client-not-meshed', { ...sound, pods: [podOf(T1, false)] }],
		['retries-cross-lanes', { ...sound, serviceprofiles: [profileOf(true)] }],
		[
			'retries-cross-lanes',
			{ ...routed, httproutes: [routeOf({ annotations: { 'retry.linkerd.io/http': '5xx' } })] },
		],
		[
			'retries-cross-lanes',
			{
				...routed,
				services: [serviceOf('apex', { 'retry.linkerd.io/http': '5xx' }), ...routed.services!.slice(1)],
			},
		],
		[
			'route-not-accepted',
			{
				...routed,
				httproutes: [
					routeOf(
						{},
						{ parents: [{ conditions: [{ type: 'ResolvedRefs', status: 'False', message: 'no green' }] }] },
					),
				],
			},
		],
	])('%s is found and nothing else', async (rule, lists) => {
		const rules = new Set((await found(lists)).map((line) => line.split(':')[0]));
		expect([...rules].filter((one) => one !== 'leaf-without-endpoints' || one === rule)).toEqual([rule]);
	});

	it('has nothing against leaves of weight 0 without endpoints, nor against clients of another apex', async () => {
		const lists = {
			...sound,
			trafficsplits: [splitOf({ blue: 1, green: 0 })],
			endpointslices: [sliceOf('blue', true)],
			pods: [podOf(T0, false, 'http://door.shop:80')],
		};
		expect(await found(lists)).toEqual([]);
	});

	it('has nothing against a route that came after its clients: those follow it at once', async () => {
		expect(await found({ ...routed, pods: [podOf('2026-11-01T09:00:00Z', true)] })).toEqual([]);
	});

	it('are not looked for where one may not read, and that is told', async () => {
		const lists = { ...sound, endpointslices: [] };
		expect(await found(lists, ['endpointslices'])).toEqual([]);
	});

	it('have a way out each', () => {
		for (const { why, wayOut, source } of CLUSTER_RULES) expect([why, wayOut, source]).not.toContain('');
	});
});
