import type { TargetChange } from '@canario/traffic-split/split-target';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectCluster } from '../cluster/connect-cluster.ts';
import type { KubeClient } from '../cluster/kube-client.ts';
import { adminIn, lineTo, noClusterIn } from '../testing/cluster-for-tests.ts';
import { route } from '../testing/split-manifests.ts';
import { makeNamespace, type TestNamespace } from '../testing/test-namespace.ts';
import { HTTP_ROUTE } from './http-route.ts';
import { objectSplitTarget } from './object-split-target.ts';

const missing = noClusterIn(process.env);
const soon = { timeout: 10_000 };
const weighing = (blue: number) => ({ weights: { blue, green: 100 - blue }, reason: 'a test' });

describe.skipIf(missing)(`watching objects in a cluster ${missing ?? ''}`, () => {
	let namespace: TestNamespace;
	let line: Awaited<ReturnType<typeof lineTo>>;
	let name = '';
	let made = 0;
	let stop: AbortController;
	beforeAll(async () => {
		namespace = await makeNamespace(adminIn(process.env));
	});
	afterAll(() => namespace.close());
	beforeEach(async () => {
		name = `front-${made++}`;
		await namespace.create(route(name, { blue: 50, green: 50 }));
		line = await lineTo(adminIn(process.env));
		stop = new AbortController();
	});
	afterEach(async () => {
		stop.abort();
		await line.close();
	});

	const targetOf = (client: KubeClient) =>
		objectSplitTarget(HTTP_ROUTE, { client, namespace: namespace.name, name, by: 'ana', now: Date.now });
	const steady = () => targetOf(connectCluster(adminIn(process.env)));

	/** Watches from now on; gives what was seen so far, and how the watch ends. */
	const watched = async (client: KubeClient, onTrouble: (error: Error) => void = () => {}) => {
		const target = targetOf(client);
		const { version } = await target.read();
		const seen: TargetChange<string>[] = [];
		const ended = (async () => {
			for await (const one of target.watch({ signal: stop.signal, after: version, onTrouble }))
				seen.push(one);
		})().catch((error: unknown) => error);
		return { greens: () => seen.map(({ to }) => to.green), ended };
	};
	it('shows every change that was made while its line was down', async () => {
		const { greens } = await watched(connectCluster(line.config));
		await steady().compareAndSet(weighing(90));
		await vi.waitFor(() => expect(greens()).toEqual([10]), soon);
		await line.cut();
		for (const blue of [80, 70, 60]) await steady().compareAndSet(weighing(blue));
		await line.mend();
		await vi.waitFor(() => expect(greens()).toEqual([10, 20, 30, 40]), soon);
	});

	it('asks for the object anew where the server has forgotten what came after its version', async () => {
		const client = connectCluster(line.config);
		const events: string[] = [];
		const forgetful: KubeClient = {
			...client,
			async *watch(place, resourceVersion, signal) {
				// the first version of all, which no server keeps
				const from = events.includes('expired') ? resourceVersion : '1';
				for await (const event of client.watch(place, from, signal)) {
					events.push(event.type);
					yield event;
				}
			},
		};
		const { greens } = await watched(forgetful);
		await vi.waitFor(() => expect(events).toContain('expired'), soon);
		await steady().compareAndSet(weighing(90));
		await vi.waitFor(() => expect(greens()).toEqual([10]), soon);
	});

	it('shows no change of anything else, and waits while the weights cannot be used', async () => {
		const { greens } = await watched(connectCluster(line.config));
		const labelled = { ...route(name, { blue: 50, green: 50 }) };
		await namespace.edit({ ...labelled, metadata: { ...labelled.metadata, labels: { team: 'shop' } } });
		await namespace.edit({ ...labelled, spec: route(name, { blue: 0, green: 0 }).spec });
		await namespace.edit({ ...labelled, spec: route(name, { blue: 1, green: 3 }).spec });
		await vi.waitFor(() => expect(greens()).toEqual([3]), soon);
	});

	it('ends when the object is deleted', async () => {
		const { greens, ended } = await watched(connectCluster(line.config));
		await steady().compareAndSet(weighing(90));
		await vi.waitFor(() => expect(greens()).toEqual([10]), soon);
		await namespace.remove(route(name, { blue: 50, green: 50 }));
		expect(await ended).toMatchObject({ code: 'not_found', message: expect.stringContaining('deleted') });
	});
});
