import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { admit } from '@canario/contracts/vaccination';
import { createApp } from '@canario/service-kit/http-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuseOwn } from '../mesh/refuse-own.ts';
import { SIGHTS } from '../mesh/sightings.ts';
import { someMesh } from '../testing/some-mesh.ts';
import { type MeshRoute, meshRoute } from './mesh-route.ts';

const FAILFAST =
	'logical service 10.43.0.9:3050: route HTTPRoute.shop.front: backend Service.shop.green:3050: service in fail-fast';

type Answer = (response: ServerResponse, ids: readonly string[]) => unknown;
const byLane =
	(lane: string, outcome = 'stored', status = 200): Answer =>
	(response, ids) =>
		response
			.writeHead(status, { 'x-canario-lane': lane })
			.end(JSON.stringify({ lane, outcomes: ids.map(() => outcome) }));
const byProxy =
	(status: number, error = FAILFAST): Answer =>
	(response) =>
		response.writeHead(status, { 'l5d-proxy-error': error, 'l5d-proxy-connection': 'close' }).end();

let answer: Answer;
let ready: (response: ServerResponse) => unknown;
let hops: string[][];
let nowS: number;
let route: MeshRoute;
let mesh: ReturnType<typeof someMesh>;
const serve = async (request: IncomingMessage, response: ServerResponse) => {
	const { records } = (await json(request)) as { records: { id: string }[] };
	const ids = records.map(({ id }) => id);
	hops.push(ids);
	answer(response, ids);
};
const apex = createServer((request, response) => {
	if (request.url === '/readyz') ready(response);
	else void serve(request, response);
});
const open = async (batch = 1) => {
	apex.listen(0, '127.0.0.1');
	await once(apex, 'listening');
	const apexUrl = `http://127.0.0.1:${(apex.address() as AddressInfo).port}`;
	mesh = someMesh(() => nowS);
	route = meshRoute({ apexUrl, batch, deadlineMs: 300, maxPending: 10, ...mesh });
};
beforeEach(() => {
	[answer, ready, hops, nowS] = [byLane('blue'), (response) => response.end('{}'), [], 100];
});
afterEach(async () => {
	await route.close();
	apex.closeAllConnections();
	apex.close();
	await once(apex, 'close');
});
const vaccination = (id: string) =>
	admit({ name: 'Ana', location: 'Petén', age: 30, vaccine_type: 'Moderna', n_dose: 1 }, id, 1);
const seen = () => {
	const counts = mesh.sightings.counts();
	return Object.fromEntries(
		SIGHTS.filter((sight) => counts[sight] > 0).map((sight) => [sight, counts[sight]]),
	);
};

describe('the mesh route', () => {
	it('sends one vaccination a request and learns the lane from the answer', async () => {
		await open();
		answer = (response, ids) => byLane(ids[0] === 'a' ? 'blue' : 'green')(response, ids);
		expect(await Promise.all(['a', 'b'].map((id) => route.send(vaccination(id))))).toEqual([
			{ lane: 'blue', outcome: 'stored' },
			{ lane: 'green', outcome: 'stored' },
		]);
		expect(hops.flat().toSorted()).toEqual(['a', 'b']);
		expect(seen()).toEqual({ blue: 1, green: 1 });
	});

	it('sends more in a request when it is told to', async () => {
		await open(5);
		await Promise.all(['a', 'b'].map((id) => route.send(vaccination(id))));
		expect(hops).toEqual([['a', 'b']]);
	});

	it.each([
		['failfast', byProxy(504), 'green'],
		['noEndpoints', byProxy(503, 'service in fail-fast'), undefined],
		['refused', byProxy(502, 'connect error'), undefined],
		['missingLeaf', byProxy(500, 'Service not found green'), undefined],
		['apex', ((response) => response.writeHead(404).end('{}')) as Answer, undefined],
		['apex', ((response) => response.writeHead(504).end('{}')) as Answer, undefined],
		['reset', ((response) => response.destroy()) as Answer, undefined],
		['late', (() => {}) as Answer, undefined],
		['green', byLane('green', 'stored', 503), 'green'],
	])(
		'tells %s from other failures, and blames a lane only where it is told which',
		async (sight, how, lane) => {
			await open();
			answer = how;
			const code = sight === 'late' ? 'deadline_exceeded' : 'unavailable';
			await expect(route.send(vaccination('a'))).rejects.toMatchObject({ code, lane });
			expect(seen()).toEqual({ [sight]: 1 });
		},
	);

	it('forgets what it saw after half a minute', async () => {
		await open();
		await route.send(vaccination('a'));
		nowS += 29;
		await route.send(vaccination('b'));
		expect(seen()).toEqual({ blue: 2 });
		nowS += 1;
		expect(seen()).toEqual({ blue: 1 });
	});

	it("counts a lane's repeat of what it sent once, and not of what its sender sent twice", async () => {
		await open();
		answer = byLane('green', 'duplicate');
		await route.send(vaccination(mesh.ids.make()));
		await route.send(vaccination('a key of the sender'));
		expect(seen()).toEqual({ green: 2, repeat: 1 });
	});

	it('knows no lane when the apex cannot be reached', async () => {
		await open();
		const gone = meshRoute({
			apexUrl: 'http://127.0.0.1:1',
			batch: 1,
			deadlineMs: 300,
			maxPending: 9,
			...mesh,
		});
		await expect(gone.send(vaccination('a'))).rejects.toMatchObject({ code: 'unavailable', lane: undefined });
		expect(seen()).toEqual({ unreachable: 1 });
		await gone.close();
	});

	it('leaves an apex alone that leads back to an entry, until its proxy may have begun anew', async () => {
		await open();
		let asked = 0;
		const app = createApp();
		app.use(refuseOwn, (_request, response) => void response.json({}));
		ready = (response) => {
			asked += 1;
			app(response.req, response);
		};
		for (const afterS of [0, 1, 10]) {
			nowS += afterS;
			await expect(route.ready()).rejects.toThrow(/^the apex leads back to an entry: nothing splits it/);
		}
		expect(asked).toBe(3);
		ready = (response) => response.end('{}');
		nowS += 1;
		await route.ready();
	});

	it('is ready while one of three draws is, or a lane took something just now', async () => {
		await open();
		let asked = 0;
		ready = (response) => response.writeHead(++asked % 3 === 0 ? 200 : 503).end();
		await route.ready();
		ready = (response) => response.writeHead(504).end();
		await expect(route.ready()).rejects.toThrow('not ready (504)');
		await route.send(vaccination('a'));
		await route.ready();
		nowS += 6;
		await expect(route.ready()).rejects.toThrow('not ready (504)');
	});
});
