import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectCluster } from '../cluster/connect-cluster.ts';
import { adminIn, configWith, noClusterIn } from '../testing/cluster-for-tests.ts';
import { route } from '../testing/split-manifests.ts';
import { makeNamespace, type TestNamespace } from '../testing/test-namespace.ts';
import { HTTP_ROUTE } from './http-route.ts';
import { objectSplitTarget } from './object-split-target.ts';

const missing = noClusterIn(process.env);
const HALVES = { blue: 50, green: 50 };
const wanted = { weights: { blue: 90, green: 10 }, reason: 'a test' };

describe.skipIf(missing)(`rights on objects in a cluster ${missing ?? ''}`, () => {
	let namespace: TestNamespace;
	beforeAll(async () => {
		namespace = await makeNamespace(adminIn(process.env));
		await namespace.create(route('front', HALVES));
		await namespace.create(route('side', HALVES));
	});
	afterAll(() => namespace.close());

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
