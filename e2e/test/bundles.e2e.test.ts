import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bundles, makeBundles } from '../src/bundles.ts';
import { ANA, adminAt, postTo, readStats } from '../src/client.ts';
import { ALWAYS, type Instance, type InstanceName, planInstances } from '../src/instances.ts';
import type { Child } from '../src/servers/child.ts';
import { MISSING_STORES, type Stores, startStores } from '../src/stores.ts';

const NAMES = [...ALWAYS, 'canary-controller', 'web'] as const;

/** Of the log of each process when a test fails, characters. */
const SHOWN = 3_000;

describe.skipIf(MISSING_STORES)(`what images hold ${MISSING_STORES ?? ''}`, () => {
	let stores: Stores;
	let bundles: Bundles;
	let instances: ReadonlyMap<InstanceName, Instance>;
	const children = new Map<InstanceName, Child>();
	const at = (name: InstanceName) => instances.get(name)?.url ?? '';

	beforeAll(async () => {
		[stores, bundles] = await Promise.all([startStores(), makeBundles()]);
		instances = await planInstances({ stores, more: ['canary-controller', 'web'] });
	});
	afterEach(({ task }) => {
		if (task.result?.state !== 'fail') return;
		for (const [name, child] of children) console.log(`--- ${name}\n${child.output().slice(-SHOWN)}`);
	});
	afterAll(async () => {
		await Promise.all([...children.values()].map((child) => child.stop()));
		await stores?.stop();
		await bundles?.remove();
	});

	it('is ready where it may read nothing but itself and write nowhere', async () => {
		const start = async (name: InstanceName) =>
			children.set(name, await bundles.start(name, instances.get(name)!));
		await Promise.all(NAMES.map(start));
		expect([...children.keys()].sort()).toEqual([...NAMES].sort());
	});

	it.each(['blue', 'green'] as const)('takes a vaccination through %s', async (lane) => {
		const weights = { blue: lane === 'blue' ? 1 : 0, green: lane === 'green' ? 1 : 0 };
		const admin = adminAt(instances.get('dummy-splitter')!.adminUrl);
		// a machine that is busy with eight starts may keep a store's answer for too long
		await vi.waitFor(() => admin('PUT', '/split', { weights, reason: 'a test' }), { timeout: 15_000 });
		const heard = await postTo(at('dummy-splitter'), ANA);
		expect(heard).toMatchObject({ status: lane === 'blue' ? 201 : 202, body: { lane } });
		const served = async () => (await readStats(at('realtime-ws'))).lanes[lane];
		await vi.waitFor(async () => expect(await served()).toMatchObject({ stored: 1 }), { timeout: 10_000 });
	});

	it('has the page with its parts, and the operator with its traffic', async () => {
		const page = await (await fetch(at('web'))).text();
		const script = /<script type="module"[^>]* src="([^"]+)"/.exec(page)?.[1];
		expect((await fetch(`${at('web')}${script}`)).headers.get('content-type')).toMatch(/javascript/);
		const words = ['traffic', '--target', at('dummy-splitter'), '--rate', '20', '--for', '500ms', '--json'];
		expect(JSON.parse(await bundles.operate(words))).toMatchObject({ ok: true });
		expect(await bundles.operate(['canary', 'plan', 'example', 'quick'])).toMatch(/^\S+:/m);
	});

	it('ends well when it is told to', async () => {
		const ended = [...children.values()].map(async (child) => {
			await child.kill('SIGTERM');
			return child.exited;
		});
		expect(new Set(await Promise.all(ended))).toEqual(new Set([0]));
	});
});
