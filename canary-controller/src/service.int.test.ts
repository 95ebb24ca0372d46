import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Running, startService } from '@canario/service-kit/service';
import { adminIn, noClusterIn } from '@canario/split-targets/testing/cluster-for-tests';
import { trafficSplit } from '@canario/split-targets/testing/split-manifests';
import { makeNamespace, type TestNamespace } from '@canario/split-targets/testing/test-namespace';
import { ownStores } from '@canario/stores/provider';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canaryController } from './service.ts';

const missing = noClusterIn(process.env);
const SOON = { timeout: 10_000 };
const LEASE = {
	apiVersion: 'coordination.k8s.io/v1',
	kind: 'Lease',
	metadata: { name: 'canary-controller' },
};

describe.skipIf(missing)(`the service in a cluster ${missing ?? ''}`, () => {
	let dir: string;
	let namespace: TestNamespace;
	let running: Running[];
	beforeEach(async () => {
		dir = mkdtempSync(join(tmpdir(), 'canario-canary-controller-'));
		namespace = await makeNamespace(adminIn(process.env));
		running = [];
		await namespace.create(trafficSplit('lanes', { blue: 100, green: 0 }));
	});
	afterEach(async () => {
		await Promise.all(running.map((service) => service.stop()));
		await namespace.remove(LEASE);
		await namespace.close();
		rmSync(dir, { recursive: true });
	});

	const start = async (name: string) => {
		const env = {
			...{ HOST: '127.0.0.1', CANARY_PORT: '0', LOG_LEVEL: 'silent', SHUTDOWN_DRAIN_MS: '0' },
			...{ MONGODB_URL: `sqlite:${join(dir, 'records')}`, REDIS_URL: `embedded:${join(dir, name)}` },
			...{ SPLIT_TARGET: 'trafficsplit/lanes', SPLIT_NAMESPACE: namespace.name },
			...{ KUBECONFIG: process.env.TEST_KUBECONFIG, CANARY_LOOK_MS: '50' },
		};
		const service = await startService(canaryController, env, ownStores);
		running.push(service);
		return service;
	};
	const holder = async () => {
		const { spec } = await namespace.read(LEASE).catch(() => ({ spec: {} }));
		return (spec as { holderIdentity?: string }).holderIdentity;
	};

	it('leads by the Lease beside its split, and hands it on when it ends', async () => {
		const first = await start('one');
		await expect.poll(holder, SOON).toMatch(/-[0-9a-f]{8}$/);
		const one = await holder();
		await start('two');
		await first.stop();
		await expect.poll(holder, SOON).not.toBe(one);
		await expect.poll(holder, SOON).toMatch(/-[0-9a-f]{8}$/);
		await Promise.all(running.map((service) => service.stop()));
		expect((await holder()) ?? '').toBe('');
	});
});
