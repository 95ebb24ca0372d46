import { connectCluster } from '@canario/split-targets/cluster/connect-cluster';
import { adminIn, lineTo, noClusterIn } from '@canario/split-targets/testing/cluster-for-tests';
import { makeNamespace, type TestNamespace } from '@canario/split-targets/testing/test-namespace';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KubeLease } from './lead/kube-lease.ts';
import { LEASE_MS, pass, someWorld } from './testing/some-controller.ts';

const missing = noClusterIn(process.env);
const LEASE = {
	apiVersion: 'coordination.k8s.io/v1',
	kind: 'Lease',
	metadata: { name: 'canary-controller' },
};

describe.skipIf(missing)(`of two controllers with one Lease ${missing ?? ''}`, () => {
	let world: ReturnType<typeof someWorld>;
	let namespace: TestNamespace;
	let line: Awaited<ReturnType<typeof lineTo>>;
	beforeEach(async () => {
		world = someWorld();
		namespace = await makeNamespace(adminIn(process.env));
		await namespace.create(LEASE);
		line = await lineTo(adminIn(process.env));
	});
	afterEach(async () => {
		await line.close();
		await namespace.close();
	});

	const nowMs = () => world.clock.nowMs;
	const controllerOf = (holder: string, config = adminIn(process.env)) => {
		const client = connectCluster(config);
		const place = { client, namespace: namespace.name };
		return world.controller(holder, new KubeLease({ ...place, holder, nowMs, steadyMs: nowMs }));
	};
	const weightsMade = () => world.target.made.map(({ weights }) => weights.green);

	it('another goes on where the first was killed, once its lease is over', async () => {
		const [one, other] = [controllerOf('c-1'), controllerOf('c-2')];
		await world.start({ every: '10s' });
		await pass(world, one, 3);
		await pass(world, other, LEASE_MS / 1_000);
		expect([other.report().leads, other.book.state]).toEqual([false, undefined]);
		await pass(world, other, 2);
		expect(other.book.state).toMatchObject({ samples: 2, step: 1, phase: 'sample' });
		await pass(world, other, 40);
		expect([weightsMade(), other.book.state?.ended?.outcome]).toEqual([[10, 100], 'promoted']);
	});

	it('another goes on at once where the first stops in good order', async () => {
		const [one, other] = [controllerOf('c-1'), controllerOf('c-2')];
		await world.start({ every: '10s' });
		await pass(world, one, 3);
		await pass(world, other, 1);
		await one.close();
		await pass(world, other, 1);
		expect([other.report().leads, other.book.state?.samples]).toEqual([true, 2]);
		expect((await namespace.read(LEASE)).spec).toMatchObject({ holderIdentity: 'c-2', leaseTransitions: 2 });
	});

	it('the one that the API server does not hear stops before the other begins', async () => {
		const [one, other] = [controllerOf('c-1', line.config), controllerOf('c-2')];
		await world.start({ every: '60s' });
		await pass(world, one, 3);
		await line.cut();
		const led: string[] = [];
		for (let second = 0; second < 8; second++) {
			await pass(world, one, 1).catch(() => {});
			await other.pass();
			led.push([one, other].flatMap((each) => (each.report().leads ? [each.report().instance] : [])).join());
		}
		expect(led.filter((who, index) => who !== led[index - 1])).toEqual(['c-1', '', 'c-2']);
		expect(weightsMade()).toEqual([10]);
	});
});
