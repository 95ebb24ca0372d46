import type { Weights } from '@canario/contracts/service-report';
import type { SplitTarget } from '@canario/traffic-split/split-target';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectCluster } from '../cluster/connect-cluster.ts';
import { adminIn, configWith, noClusterIn } from '../testing/cluster-for-tests.ts';
import { route, trafficSplit } from '../testing/split-manifests.ts';
import { makeNamespace, type TestNamespace } from '../testing/test-namespace.ts';
import { HTTP_ROUTE } from './http-route.ts';
import { objectSplitTarget } from './object-split-target.ts';
import type { SplitKind } from './split-kind.ts';
import { TRAFFIC_SPLIT } from './traffic-split.ts';

const missing = noClusterIn(process.env);
const HALVES: Weights = { blue: 50, green: 50 };
const wanted = { weights: { blue: 90, green: 10 }, reason: 'a test' };
const weighing = (blue: number) => ({ weights: { blue, green: 100 - blue }, reason: `blue to ${blue}` });
const refusal = (code: string, message: RegExp) => ({ code, message: expect.stringMatching(message) });

describe.skipIf(missing)(`changes of objects in a cluster ${missing ?? ''}`, () => {
	let namespace: TestNamespace;
	let made = 0;
	beforeAll(async () => {
		namespace = await makeNamespace(adminIn(process.env));
	});
	afterAll(() => namespace.close());

	const targetOf = (kind: SplitKind, name: string, by = 'ana'): SplitTarget<string> =>
		objectSplitTarget(kind, {
			client: connectCluster(adminIn(process.env)),
			...{ namespace: namespace.name, name, by, now: Date.now },
		});
	/** A route of a test's own, with more metadata where some is given. */
	const ownRoute = async (metadata: object = {}) => {
		const manifest = route(`front-${made++}`, HALVES);
		await namespace.create({ ...manifest, metadata: { ...manifest.metadata, ...metadata } });
		const name = manifest.metadata?.name ?? '';
		return { name, manifest, target: targetOf(HTTP_ROUTE, name) };
	};

	it('changes weights and the notes about them, and nothing that others wrote', async () => {
		const { name, manifest, target } = await ownRoute({
			annotations: { of: 'others' },
			labels: { app: 'x' },
		});
		const before = await namespace.read(manifest);
		await target.compareAndSet(weighing(90));
		const after = await namespace.read(manifest);
		expect(after.metadata?.annotations).toEqual({
			of: 'others',
			'canario.dev/changed-by': 'ana',
			'canario.dev/reason': 'blue to 90',
			'canario.dev/changed-at': expect.stringMatching(/^\d{4}-.*Z$/),
			'canario.dev/weights': 'blue=90 green=10',
		});
		expect(after.metadata?.labels).toEqual({ app: 'x' });
		const weightless = (object: object) => JSON.stringify(object).replaceAll(/"weight":\d+/g, '');
		expect(weightless(after.spec)).toBe(weightless(before.spec));
		expect(after.spec).toMatchObject({
			rules: [{ timeouts: { request: '5s' }, backendRefs: [{ weight: 90 }, { weight: 10 }] }],
		});
		expect(after.metadata?.managedFields?.map(({ manager }) => manager)).toContain('canario');
		expect(await targetOf(HTTP_ROUTE, name).read()).toMatchObject({ by: 'ana', reason: 'blue to 90' });
	});

	it('tells no more of who and why once somebody else has changed the weights', async () => {
		const { manifest, target } = await ownRoute();
		await target.compareAndSet(weighing(90));
		await namespace.edit({ ...manifest, spec: route('x', { blue: 30, green: 70 }).spec });
		const { by, reason, weights } = await target.read();
		expect({ by, reason, weights }).toEqual({ by: 'kubectl-edit', weights: { blue: 30, green: 70 } });
	});

	it('keeps its version while others write labels or a status, and changes it then all the same', async () => {
		const { manifest, target } = await ownRoute();
		const { version } = await target.read();
		await namespace.edit({ ...manifest, metadata: { ...manifest.metadata, labels: { team: 'shop' } } });
		await namespace.editStatus(HTTP_ROUTE.plural, manifest, { parents: [] });
		expect((await target.read()).version).toBe(version);
		expect(await target.compareAndSet({ ...weighing(60), ifVersion: version })).toMatchObject({
			weights: { blue: 60, green: 40 },
		});
	});

	it('has another version when the weights are set again as they were, or the object is made anew', async () => {
		const { manifest, target } = await ownRoute();
		const first = await target.read();
		const second = await target.compareAndSet(weighing(50));
		await namespace.remove(manifest);
		await namespace.create(manifest);
		const third = await target.read();
		expect(new Set([first.version, second.version, third.version]).size).toBe(3);
	});

	it.each([
		{
			whose: 'Flagger',
			metadata: {
				ownerReferences: [
					{ apiVersion: 'flagger.app/v1beta1', kind: 'Canary', name: 'front', uid: 'u-1', controller: true },
				],
			},
			told: /belongs to Flagger \(its Canary front\)/,
		},
		{
			whose: 'Argo Rollouts',
			metadata: { labels: { 'rollouts.argoproj.io/gatewayapi-canary': 'in-progress' } },
			told: /belongs to Argo Rollouts \(label rollouts/,
		},
	])("reads what is $whose's, and leaves it alone", async ({ metadata, told }) => {
		const { target } = await ownRoute(metadata);
		const before = await target.read();
		await expect(target.compareAndSet(weighing(90))).rejects.toMatchObject(refusal('conflict', told));
		expect(await target.read()).toEqual(before);
	});

	it('leaves alone what a field manager of Flagger has written', async () => {
		const { manifest, target } = await ownRoute();
		await namespace.edit({ ...manifest, spec: route('x', { blue: 30, green: 70 }).spec }, 'flagger');
		await expect(target.compareAndSet(weighing(90))).rejects.toMatchObject(
			refusal('conflict', /Flagger \(it wrote fields as flagger\)/),
		);
	});

	const backends = (blue: unknown, green: unknown) => ({
		service: 'front',
		backends: [
			{ service: 'blue', weight: blue },
			{ service: 'green', weight: green },
		],
	});
	it.each([
		['poison a mesh', 'v1alpha2', backends(-5, 95), /blue=-5 green=95.*split set/],
		['are all 0', 'v1alpha2', backends(0, 0), /blue=0 green=0.*nothing would be served/],
		['are quantities', 'v1alpha1', backends('500m', '1500m'), /blue="500m" green="1500m".*a text/],
	])('cannot read weights that %s, and sets others over them', async (_, version, spec, told) => {
		const name = `front-${made++}`;
		const apiVersion = `split.smi-spec.io/${version}`;
		await namespace.create({ ...trafficSplit(name, HALVES), apiVersion, spec });
		const target = targetOf(TRAFFIC_SPLIT, name);
		await expect(target.read()).rejects.toMatchObject(refusal('conflict', told));
		expect(await target.compareAndSet(weighing(90))).toMatchObject({ weights: { blue: 90, green: 10 } });
	});

	it('leaves a second between two changes of a TrafficSplit, whoever makes them', async () => {
		const manifest = trafficSplit(`front-${made++}`, HALVES);
		await namespace.create(manifest);
		const name = manifest.metadata?.name ?? '';
		const first = await targetOf(TRAFFIC_SPLIT, name).compareAndSet(weighing(60));
		const second = await targetOf(TRAFFIC_SPLIT, name, 'bea').compareAndSet(weighing(70));
		expect((second.changedAtMs ?? 0) - (first.changedAtMs ?? 0)).toBeGreaterThanOrEqual(1_000);
	});

	it('asks whether it may write right before each write, and writes nothing where it may not', async () => {
		const manifest = trafficSplit(`front-${made++}`, HALVES);
		await namespace.create(manifest);
		const asked: number[] = [];
		const target = objectSplitTarget(TRAFFIC_SPLIT, {
			client: connectCluster(adminIn(process.env)),
			...{ namespace: namespace.name, name: manifest.metadata?.name ?? '', by: 'ana', now: Date.now },
			mayWrite() {
				asked.push(performance.now());
				if (asked.length > 1) throw new Error('another leads by now');
			},
		});
		const { version } = await target.compareAndSet(weighing(60));
		await expect(target.compareAndSet(weighing(70))).rejects.toThrow('another leads');
		// what it waited for between the two is over by then
		expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(900);
		expect(await target.read()).toMatchObject({ version, weights: { blue: 60, green: 40 } });
	});

	it('says what is not there: the object, or its kind', async () => {
		await expect(targetOf(HTTP_ROUTE, 'nobody').read()).rejects.toMatchObject(
			refusal('not_found', /there is no HTTPRoute canario-test-\w+\/nobody.*kubectl get/),
		);
		const unknown = { ...TRAFFIC_SPLIT, apiVersion: 'split.smi-spec.io/v1alpha9' };
		await expect(targetOf(unknown, 'front').read()).rejects.toMatchObject(
			refusal('unavailable', /serves no trafficsplits of split.smi-spec.io\/v1alpha9: install linkerd-smi/),
		);
	});

	it('does not promise to go back by itself', async () => {
		const { target } = await ownRoute();
		await expect(target.compareAndSet({ ...weighing(90), revertAfterMs: 1_000 })).rejects.toMatchObject(
			refusal('invalid_input', /do not go back by themselves/),
		);
	});

	describe('as an account with few rights', () => {
		beforeAll(async () => {
			await namespace.create(route('front', HALVES));
			await namespace.create(route('side', HALVES));
		});

		/** The route of a name, as an account that may do these with the route front alone. */
		const as = async (account: string, verbs: string[], name = 'front') => {
			const token = await namespace.account(account, {
				apiGroups: ['gateway.networking.k8s.io'],
				resources: ['httproutes'],
				resourceNames: ['front'],
				verbs,
			});
			return objectSplitTarget(HTTP_ROUTE, {
				client: connectCluster(configWith(adminIn(process.env), { token })),
				...{ namespace: namespace.name, name, by: account, now: Date.now },
			});
		};

		it('needs get, patch and watch on the one object, and no more', async () => {
			const target = await as('operator', ['get', 'patch', 'watch']);
			const { version } = await target.read();
			const changes = target.watch({ signal: AbortSignal.timeout(10_000), after: version });
			await target.compareAndSet({ ...wanted, ifVersion: version });
			for await (const change of changes) {
				expect(change).toMatchObject({ from: HALVES, to: wanted.weights, by: 'operator', reason: 'a test' });
				break;
			}
			expect.assertions(1);
		});

		it('is forbidden the rest, and says what is missing', async () => {
			const viewer = await as('viewer', ['get']);
			expect(await viewer.read()).toMatchObject({ weights: expect.any(Object) });
			const forbidden = { code: 'forbidden', message: expect.stringContaining('get, patch and watch') };
			await expect(viewer.compareAndSet(wanted)).rejects.toMatchObject(forbidden);
			const watch = viewer.watch({ signal: AbortSignal.timeout(10_000) })[Symbol.asyncIterator]();
			await expect(watch.next()).rejects.toMatchObject(forbidden);
			await expect((await as('other', ['get', 'patch', 'watch'], 'side')).read()).rejects.toMatchObject(
				forbidden,
			);
		});
	});
});
