import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type MeshStandIn, startMeshStandIn } from './mesh-stand-in.ts';
import { distributionOf, drawLeaf } from './mesh-stand-in-draw.ts';
import { MeshLeaf } from './mesh-stand-in-leaf.ts';
import { ClientStack } from './mesh-stand-in-stack.ts';
import { type LeafWeights, type MeshKind, settableWeights } from './mesh-stand-in-weights.ts';

/** Blue's share of what a proxy makes of weights, or what it does instead. */
function shareOf(kind: MeshKind, weights: LeafWeights) {
	const made = distributionOf(kind, weights);
	if (typeof made === 'string') return made;
	const sum = [...made.values()].reduce((total, weight) => total + weight, 0);
	return Math.round(((made.get('blue') ?? 0) / sum) * 10_000) / 100;
}

describe('the stand-in for a mesh makes of weights what was measured', () => {
	it.each<[MeshKind, number, number, unknown]>([
		['trafficsplit', 50, 50, 50],
		['trafficsplit', 1_000, 500, 66.67],
		['trafficsplit', 100, 0, 100],
		['trafficsplit', 0, 0, 'apex'],
		['trafficsplit', 0.5, 1, 33.33],
		['trafficsplit', 214_748, 214_748, 50],
		['trafficsplit', 429_497, 1, 21.28],
		['trafficsplit', -5, 0, 100],
		['trafficsplit', -5, 95, 'panic'],
		['trafficsplit', 300_000, 300_000, 'panic'],
		['httproute', 90, 10, 90],
		['httproute', 0, 0, 'reset'],
	])('%s %d/%d', (kind, blue, green, made) => expect(shareOf(kind, { blue, green })).toBe(made));

	it('a single backend of a route gets all, whatever its weight', () => {
		expect(shareOf('httproute', { blue: 0 })).toBe(100);
	});

	it('draws by weight among the leaves that are not given up', () => {
		const leaves = new Map(Object.entries({ blue: 1, green: 3 }));
		const draws = [0, 0.24, 0.25, 0.99].map((fraction) => drawLeaf(leaves, fraction, () => false));
		expect(draws).toEqual(['blue', 'blue', 'green', 'green']);
		expect(drawLeaf(leaves, 0.9, (leaf) => leaf === 'green')).toBe('blue');
		expect(drawLeaf(leaves, 0.9, () => true)).toBeUndefined();
	});
});

/** A proxy with a clock that is set by hand. */
function someStack(kind: MeshKind, first?: LeafWeights) {
	const source = settableWeights(kind, first);
	const world = { nowMs: 0, due: [] as [number, () => void][] };
	const stack = new ClientStack(source, {
		nowMs: () => world.nowMs,
		later: (ms, act) => void world.due.push([world.nowMs + ms, act]),
	});
	return {
		source,
		/** Lets time pass; what a request is drawn by then. */
		after(ms: number) {
			world.nowMs += ms;
			for (const [atMs, act] of world.due.splice(0)) {
				if (atMs <= world.nowMs) act();
				else world.due.push([atMs, act]);
			}
			const drawn = stack.use();
			return typeof drawn === 'string' ? drawn : Object.fromEntries(drawn);
		},
	};
}
const wire = (blue: number, green: number) => ({ blue: blue * 10_000, green: green * 10_000 });

describe('the proxy that the stand-in stands for', () => {
	it('follows a TrafficSplit within 15 ms, and loses changes that come faster than one a second', () => {
		const { source, after } = someStack('trafficsplit', { blue: 1, green: 1 });
		after(5_000);
		source.set({ blue: 2, green: 1 });
		expect(after(8)).toEqual(wire(1, 1));
		expect(after(7)).toEqual(wire(2, 1));
		source.set({ blue: 3, green: 1 });
		expect(after(900)).toEqual(wire(2, 1));
		source.set({ blue: 4, green: 1 });
		expect(after(900)).toEqual(wire(2, 1));
		source.set({ blue: 5, green: 1 });
		expect(after(15)).toEqual(wire(5, 1));
	});

	it('follows every change of a route', () => {
		const { source, after } = someStack('httproute', { blue: 1, green: 1 });
		for (const blue of [2, 3, 4]) {
			source.set({ blue, green: 1 });
			expect(after(2)).toEqual({ blue, green: 1 });
		}
	});

	it('does not follow a TrafficSplit that came after its client, until that was idle for 5 s; a route it does', () => {
		const split = someStack('trafficsplit');
		expect(split.after(0)).toBe('apex');
		split.source.set({ blue: 1, green: 1 });
		for (let s = 0; s < 10; s++) expect(split.after(1_000)).toBe('apex');
		expect(split.after(5_001)).toEqual(wire(1, 1));
		const route = someStack('httproute');
		expect(route.after(0)).toBe('apex');
		route.source.set({ blue: 1, green: 1 });
		expect(route.after(2)).toEqual({ blue: 1, green: 1 });
	});

	it('keeps the first split that it built once it was given weights it cannot hold', () => {
		const { source, after } = someStack('trafficsplit', { blue: 9, green: 1 });
		after(0);
		for (const blue of [5, -5, 7]) {
			source.set({ blue, green: 95 });
			after(1_100);
		}
		expect(after(1_000)).toEqual(wire(9, 1));
		expect(after(5_001)).toEqual(wire(7, 95));
	});

	it('resets where a route gives nobody anything, or goes back to the first split it saw', () => {
		expect(someStack('httproute', { blue: 0, green: 0 }).after(0)).toBe('reset');
		const { source, after } = someStack('httproute', { blue: 3, green: 1 });
		after(0);
		source.set({ blue: 1, green: 1 });
		after(2);
		source.set({ blue: 0, green: 0 });
		expect(after(2)).toEqual({ blue: 3, green: 1 });
	});

	it('gives a leaf up 3 s after a request found no endpoint, and takes it back with one', () => {
		const leaf = new MeshLeaf('blue', ['http://a']);
		expect([leaf.waitMs(0), leaf.isOut(0), leaf.next()]).toEqual([0, false, 'http://a']);
		leaf.setEndpoints([]);
		expect([leaf.waitMs(10_000), leaf.waitMs(11_000), leaf.isOut(12_999)]).toEqual([3_000, 2_000, false]);
		expect(leaf.isOut(13_000)).toBe(true);
		leaf.setEndpoints(['http://b']);
		expect([leaf.isOut(13_000), leaf.next()]).toEqual([false, 'http://b']);
	});
});

const opened: { close(): unknown }[] = [];
afterEach(async () => {
	for (const one of opened.splice(0).reverse()) await one.close();
});

/** A pod that answers with a status. */
async function pod(status: number): Promise<string> {
	const server: Server = createServer((_request, response) => response.writeHead(status).end());
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	opened.push({
		close() {
			server.closeAllConnections();
			server.close();
		},
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function standIn(kind: MeshKind, weights: LeafWeights | undefined, retries = 0): Promise<MeshStandIn> {
	const source = settableWeights(kind, weights);
	const mesh = await startMeshStandIn({ source, seed: 3, leaves: ['blue', 'green'], retries });
	opened.push(mesh);
	for (const leaf of ['blue', 'green']) mesh.leaf(leaf).setEndpoints([await pod(200)]);
	mesh.leaf('apex').setEndpoints([await pod(404)]);
	return mesh;
}
/** Statuses of so many posts, each with how often it came. */
async function post({ url }: MeshStandIn, count: number, bytes = 10): Promise<Record<string, number>> {
	const heard: Record<string, number> = {};
	const one = async () => {
		const sent = fetch(url, { method: 'POST', body: 'x'.repeat(bytes) });
		const status = await sent.then(
			(answer) => answer.status,
			() => 'reset',
		);
		heard[status] = (heard[status] ?? 0) + 1;
	};
	for (let left = count; left > 0; left -= 50) {
		await Promise.all(Array.from({ length: Math.min(50, left) }, one));
	}
	return heard;
}

describe('the stand-in as its client sees it', () => {
	it('draws each request by itself, and its books and metrics say the same', async () => {
		const mesh = await standIn('trafficsplit', { blue: 90, green: 10 });
		expect(await post(mesh, 1_000)).toEqual({ 200: 1_000 });
		const blue = mesh.books.leaf('blue').attempts;
		expect(Math.abs(blue - 900)).toBeLessThan(40);
		expect(mesh.books.leaf('green')).toEqual({ attempts: 1_000 - blue, answered: { 200: 1_000 - blue } });
		const metrics = await (await fetch(`${mesh.adminUrl}/metrics`)).text();
		expect(metrics).toMatch(new RegExp(`^request_total\\{.*dst_service="blue".*\\} ${blue}$`, 'm'));
	});

	it.each<[string, MeshKind, LeafWeights | undefined, object, ((mesh: MeshStandIn) => unknown)?]>([
		['all weights 0', 'trafficsplit', { blue: 0, green: 0 }, { 404: 20 }],
		['no split at all', 'trafficsplit', undefined, { 404: 20 }],
		['no proxy', 'trafficsplit', { blue: 1, green: 1 }, { 404: 20 }, (mesh) => mesh.unmesh()],
		['a route of 0/0', 'httproute', { blue: 0, green: 0 }, { reset: 20 }],
		[
			'a pod that does not listen',
			'trafficsplit',
			{ blue: 0, green: 1 },
			{ 502: 20 },
			(mesh) => mesh.leaf('green').setEndpoints(['http://127.0.0.1:1']),
		],
		[
			'a route whose only Service is not there',
			'httproute',
			{ green: 1 },
			{ 500: 20 },
			(mesh) => mesh.leaf('green').setExists(false),
		],
	])('with %s', async (...[, kind, weights, heard, change]) => {
		const mesh = await standIn(kind, weights);
		await change?.(mesh);
		expect(await post(mesh, 20)).toEqual(heard);
	});

	it.each([
		['httproute', 3, 10, 0.0625],
		['httproute', 1, 10, 0.25],
		['httproute', 3, 70_000, 0.5],
		['trafficsplit', 3, 10, 0.5],
	] as const)(
		'%s with %i retries of %i bytes leaves so many errors of a lane that fails: %d',
		async (kind, retries, bytes, left) => {
			const mesh = await standIn(kind, { blue: 1, green: 1 }, retries);
			mesh.leaf('blue').setEndpoints([await pod(500)]);
			const { 500: errors = 0 } = await post(mesh, 400, bytes);
			expect(Math.abs(errors / 400 - left)).toBeLessThan(0.09);
		},
	);

	it('fails the share of a leaf without endpoints for 3 s, then gives it to the other, but never to weight 0', async () => {
		const [even, all] = [
			await standIn('trafficsplit', { blue: 1, green: 1 }),
			await standIn('trafficsplit', { blue: 1, green: 0 }),
		];
		for (const mesh of [even, all]) mesh.leaf('blue').setEndpoints([]);
		const [heard, heardOfAll] = await Promise.all([post(even, 40), post(all, 10)]);
		expect(heardOfAll).toEqual({ 504: 10 });
		expect(heard[504]).toBeGreaterThan(5);
		expect((heard[200] ?? 0) + (heard[504] ?? 0)).toBe(40);
		expect(await Promise.all([post(even, 40), post(all, 10)])).toEqual([{ 200: 40 }, { 503: 10 }]);
		expect(all.books.byProxy).toEqual({ 503: 10, 504: 10 });
	});
});
