import { LANES } from '@canario/contracts/lane';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { canario } from '../src/canario.ts';
import { adminAt, readStats } from '../src/client.ts';
import { startLoad } from '../src/load.ts';
import { type MeshWorld, startMeshWorld } from '../src/mesh-world.ts';
import { PLANTED_TRAFFIC } from '../src/planted.ts';
import { MISSING_STORES } from '../src/stores.ts';

const missing = MISSING_STORES ?? process.env.CANARIO_MISSING_API_SERVER;

const PATIENCE = { timeout: 15_000, interval: 100 };

type Entry = 'dummy-splitter' | 'dummy-splitter-2';

describe.skipIf(missing)(`the entry in a mesh, by a stand-in ${missing ?? ''}`, () => {
	let world: MeshWorld;
	beforeAll(async () => {
		world = await startMeshWorld();
	});
	afterEach(({ task }) => {
		if (task.result?.state !== 'fail' || !world) return;
		for (const [name, output] of world.platform.outputs()) {
			console.log(`--- ${name}\n${output.trimEnd().split('\n').slice(-30).join('\n')}`);
		}
	});
	afterAll(() => world?.stop());

	const load = (entry: Entry = 'dummy-splitter', ratePerSecond = 250) =>
		startLoad({
			target: world.platform.url(entry),
			source: PLANTED_TRAFFIC,
			ledger: world.ledger,
			ratePerSecond,
		});
	/** What `/readyz` says. */
	const readyz = async (entry: Entry = 'dummy-splitter') => {
		const response = await fetch(`${world.platform.url(entry)}/readyz`);
		const { checks } = (await response.json()) as { checks: Record<string, string> };
		return { status: response.status, ...checks };
	};
	/** What a check of an entry tells. */
	const told =
		(check: string, entry: Entry = 'dummy-splitter') =>
		async () => {
			const checks: Readonly<Record<string, unknown>> = await readyz(entry);
			return checks[check];
		};
	/** What the entry counted of each lane. */
	const counted = async () => {
		const text = await (await fetch(`${world.platform.url('dummy-splitter')}/metrics`)).text();
		const of = (lane: string) =>
			[
				...text.matchAll(
					new RegExp(`^canario_entry_vaccinations_total\\{.*lane="${lane}".*\\} (\\d+)$`, 'gm'),
				),
			].reduce((sum, [, count]) => sum + Number(count), 0);
		return { blue: of('blue'), green: of('green'), unknown: of('unknown') };
	};
	/** linkerd-smi follows one change a second, and so does who writes. */
	let writtenAtMs = 0;
	const write = async (weights: { blue: number; green: number }) => {
		await vi.waitFor(() => expect(performance.now() - writtenAtMs).toBeGreaterThan(1_050), {
			timeout: 2_000,
		});
		await world.split.write(weights);
		writtenAtMs = performance.now();
	};
	/** The observed shares are those of the object, beyond which chance does not go. */
	const observes = async (weights: { blue: number; green: number }) => {
		const look = async () => (await readStats(world.platform.url('realtime-ws'))).lanes.green;
		const asked = weights.green / (weights.blue + weights.green);
		await expect.poll(look, { timeout: 10_000 }).toMatchObject({ asked });
		// at first the faster lane has more answers than its share: the other's are under way
		const beyond = async () => {
			const { observed = Number.NaN, observedOf } = await look();
			if (observedOf <= 300) return Number.NaN;
			return Math.abs(observed - asked) / Math.sqrt((asked * (1 - asked)) / observedOf);
		};
		await expect.poll(beyond, { timeout: 15_000 }).toBeLessThan(3.3);
	};

	it('has the shares of the object, and counts each lane as the mesh does', async () => {
		const running = load();
		await running.acknowledges(700);
		await observes({ blue: 80, green: 20 });
		const { statuses, acknowledged } = await running.stop();
		expect(Object.keys(statuses).toSorted()).toEqual(['201', '202']);
		const { books } = world.mesh;
		expect(await counted()).toEqual({
			blue: books.leaf('blue').answered[200],
			green: books.leaf('green').answered[200],
			unknown: 0,
		});
		expect(LANES.reduce((sum, lane) => sum + books.leaf(lane).attempts, 0)).toBe(acknowledged);
		expect(await readyz()).toEqual({
			status: 200,
			apex: 'ok',
			'mesh split': 'ok',
			'mesh shares': 'ok',
			'mesh answers': 'ok',
			'mesh proxy': 'ok',
		});
	});

	it('follows a change of the object, and refuses to make one itself', async () => {
		const admin = adminAt(world.platform.adminUrl('dummy-splitter'));
		const weights = { blue: 50, green: 50 };
		await expect(admin('PUT', '/split', { weights, reason: 'a test' })).rejects.toMatchObject({
			code: 'conflict',
			message: expect.stringContaining('./canario split set … --target trafficsplit/front'),
		});
		const running = load();
		await write(weights);
		await expect.poll(() => admin('GET', '/split')).toMatchObject({ weights });
		await observes(weights);
		await running.stop();
	});

	it('tells a leaf without endpoints, that the other takes its share, and that nobody else would', async () => {
		const { mesh, platform } = world;
		const running = load();
		mesh.leaf('green').setEndpoints([]);
		await expect
			.poll(told('mesh answers'), PATIENCE)
			.toMatch(/leaf-failfast: .*Service\.shop\.green.*; way out: bring the pods/);
		await expect.poll(told('mesh shares'), PATIENCE).toMatch(/failing-over: .*; way out: bring the pods/);
		// a trap is no reason to take an entry away that serves
		expect(await readyz()).toMatchObject({ status: 200, apex: 'ok' });
		await write({ blue: 0, green: 1 });
		await expect
			.poll(told('mesh answers'), PATIENCE)
			.toMatch(/no-endpoints: .*; way out: bring pods of a leaf that has weight back/);
		mesh.leaf('green').setEndpoints([platform.url('green-redis')]);
		await running.acknowledges(50);
		await running.stop();
	});

	it('tells that the apex itself answers, and the weights for which it does', async () => {
		await write({ blue: 0, green: 0 });
		const running = load();
		await expect.poll(told('mesh answers'), PATIENCE).toMatch(/apex-answers: .*404.*; way out: /);
		await expect
			.poll(told('mesh split'), PATIENCE)
			.toMatch(/zero-sum: .*TrafficSplit default\/front.*; way out: give at least one leaf a weight/);
		await running.stop();
	});

	it('is explained by ./canario doctor --cluster', async () => {
		const words = ['doctor', '--cluster', '--namespace', 'default'];
		const { status, stdout } = await canario(words, { KUBECONFIG: world.kubeconfig });
		expect(status).toBe(1);
		expect(stdout).toMatch(
			/^✗ TrafficSplit default\/front: .*\(zero-sum\)\n {4}why: .*\n {4}way out: give at least/m,
		);
		expect(stdout).toContain('errors: 1, warnings: 0, seen by entries: 0');
	});

	it('tells a proxy that was poisoned', async () => {
		await write({ blue: -5, green: 95 });
		const running = load();
		await expect.poll(told('mesh split'), PATIENCE).toMatch(/weight-out-of-range: /);
		await write({ blue: 5, green: 95 });
		await expect
			.poll(told('mesh shares'), PATIENCE)
			.toMatch(/proxy-poisoned: .*; way out: weights are whole.*kubectl rollout restart/);
		await running.stop();
	});

	it('tells retries that cross lanes, by the weights that somebody configured', async () => {
		const running = load('dummy-splitter-2', 200);
		await expect
			.poll(told('mesh shares', 'dummy-splitter-2'), PATIENCE)
			.toMatch(/shares-off-by-retries: .*SPLIT_WEIGHTS says.*retries: the proxy sent at least/);
		expect(await readyz('dummy-splitter-2')).toMatchObject({ 'mesh split': 'ok' });
		await running.stop();
	});

	it('tells that no proxy is beside it', async () => {
		await world.mesh.unmesh();
		await expect.poll(told('mesh proxy'), PATIENCE).toMatch(/not-meshed: .*; way out: annotate/);
	});

	it('keeps its promises through all of that', async () => {
		await expect(world.keepsPromises()).resolves.toBeUndefined();
	});
});
