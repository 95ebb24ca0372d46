import { ServiceError } from '@canario/service-kit/service-error';
import { describe, expect, it } from 'vitest';
import { clusterReport, clusterStatus } from './cluster-report.ts';
import { clusterText } from './cluster-text.ts';

const split = (blue: number, green: number) => ({
	apiVersion: 'split.smi-spec.io/v1alpha2',
	kind: 'TrafficSplit',
	metadata: { name: 'front', namespace: 'shop', creationTimestamp: '2026-11-01T10:00:00Z' },
	spec: {
		service: 'apex',
		backends: [
			{ service: 'blue', weight: blue },
			{ service: 'green', weight: green },
		],
	},
});
const slice = (name: string) => ({
	metadata: { name, labels: { 'kubernetes.io/service-name': name } },
	endpoints: [{ conditions: { ready: true } }],
});
const pod = (proxy: boolean) => ({
	metadata: { name: 'entry-1', labels: { 'app.kubernetes.io/name': 'dummy-splitter' } },
	spec: { containers: [{ name: 'entry' }, ...(proxy ? [{ name: 'linkerd-proxy' }] : [])] },
	status: { phase: 'Running', startTime: '2026-11-01T11:00:00Z' },
});

const QUIET = { apex: 'ok', 'mesh shares': 'ok', 'mesh answers': 'ok' };

/** A report of a namespace that has these, and whose entries say so. */
const reportOf = (
	lists: Record<string, readonly object[] | 'forbidden'>,
	checks: Record<string, string> | Error = QUIET,
) =>
	clusterReport({
		client: {
			async get({ name }: { name: string }) {
				if (name.endsWith('/proxy/readyz')) {
					if (checks instanceof Error) throw checks;
					return { status: 'ready', checks };
				}
				const items = lists[name] ?? [];
				if (items === 'forbidden') throw new ServiceError('forbidden', 'may not be used so');
				return { items };
			},
		},
		...{ server: 'https://here:6443', namespace: 'shop' },
	});
const endpointslices = ['blue', 'green'].map(slice);

describe('doctor --cluster', () => {
	it('has nothing to say against a sound namespace', async () => {
		const report = await reportOf({ trafficsplits: [split(90, 10)], endpointslices, pods: [pod(true)] });
		expect(report).toMatchObject({ splits: 1, errors: 0, warnings: 0, clients: [{ meshed: true }] });
		expect(clusterStatus(report)).toBe(0);
		expect(clusterText(report)).toContain('No trap was found.');
	});

	it('tells each trap with why and the way out, and fails', async () => {
		const report = await reportOf({ trafficsplits: [split(0, 0)], endpointslices, pods: [pod(false)] });
		expect(clusterStatus(report)).toBe(1);
		const text = clusterText(report);
		expect(text).toMatch(/✗ TrafficSplit shop\/front: .*\(zero-sum\)\n {4}why: .+\n {4}way out: .+/);
		expect(text).toMatch(/✗ .*entry-1.*\(client-not-meshed\)\n/);
		expect(text).toContain('errors: 2, warnings: 0, seen by entries: 0');
	});

	it('tells what entries see that no object shows, and which of them cannot be asked', async () => {
		const lists = { trafficsplits: [split(90, 10)], endpointslices, pods: [pod(true)] };
		const report = await reportOf(lists, { apex: 'x', 'mesh shares': 'a: b; way out: c | d: e; way out: f' });
		expect(clusterStatus(report)).toBe(1);
		expect(clusterText(report)).toContain(
			'✗ the entry entry-1 sees a: b; way out: c\n✗ the entry entry-1 sees d: e',
		);
		expect(clusterText(report)).toContain('seen by entries: 2');
		const silent = await reportOf(lists, new ServiceError('forbidden', 'not yours'));
		expect(clusterStatus(silent)).toBe(0);
		expect(clusterText(silent)).toContain('? the entry entry-1 cannot be asked: not yours');
	});

	it('fails where nothing is split, and says what to do', async () => {
		const report = await reportOf({});
		expect(clusterStatus(report)).toBe(1);
		expect(clusterText(report)).toContain('way out: apply a TrafficSplit');
	});

	it('does not judge what it may not read, and says so', async () => {
		const report = await reportOf({ trafficsplits: [split(90, 10)], endpointslices: 'forbidden' });
		expect(clusterStatus(report)).toBe(0);
		expect(clusterText(report)).toContain('? not judged, for it may not be read: EndpointSlice: may not');
	});
});
