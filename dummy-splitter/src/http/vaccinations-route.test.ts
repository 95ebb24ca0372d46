import type { Lane } from '@canario/contracts/lane';
import type { Vaccination } from '@canario/contracts/vaccination';
import { type Listening, listen } from '@canario/service-kit/http-server';
import { Metrics } from '@canario/service-kit/metrics';
import { appOf } from '@canario/service-kit/serve';
import { ServiceError } from '@canario/service-kit/service-error';
import { traceKeyOf } from '@canario/service-kit/trace-key';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Intake } from '../domain/intake.ts';
import { LaneStatistics } from '../domain/lane-statistics.ts';
import { RecentKeys } from '../domain/recent-keys.ts';
import type { Route, Served } from '../domain/route.ts';
import { countRejections } from './count-rejections.ts';
import { vaccinationsRoute } from './vaccinations-route.ts';

const VALID = { name: 'Ana Tzoc', location: 'Sololá', age: 34, vaccine_type: 'Moderna', n_dose: 1 };

/** A route whose answers the test gives. */
class ScriptedRoute implements Route {
	readonly sent: Vaccination[] = [];
	answer: (vaccination: Vaccination) => Served | Promise<Served> = () => ({
		lane: 'blue',
		outcome: 'stored',
	});
	room = Number.POSITIVE_INFINITY;
	async send(vaccination: Vaccination): Promise<Served> {
		this.sent.push(vaccination);
		return await this.answer(vaccination);
	}
	hasRoomFor(count: number): boolean {
		return count <= this.room;
	}
	inFlight() {
		return { blue: 0, green: 0 };
	}
	async close() {}
}

let route: ScriptedRoute;
let server: Listening;
let metrics: Metrics;
beforeEach(async () => {
	route = new ScriptedRoute();
	metrics = new Metrics('test', '0');
	const statistics = new LaneStatistics(metrics);
	let ids = 0;
	const intake = new Intake({
		route,
		recentKeys: new RecentKeys(100),
		statistics,
		newId: () => `id-${++ids}`,
		nowMs: () => 7,
	});
	const routes = [vaccinationsRoute(intake, ['/', '/vaccinations', '/legacy'])];
	const app = appOf({ routes, log: pino({ level: 'silent' }), onProblem: countRejections(statistics) });
	server = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

const post = (body: unknown, headers: Record<string, string> = {}, path = '/') =>
	fetch(server.url + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
	});
const rejectedPaths = async (response: Response) =>
	((await response.json()) as { errors: { path: string }[] }).errors.map(({ path }) => path);

describe('one vaccination', () => {
	it.each([
		['blue', 'stored', 201],
		['green', 'accepted', 202],
		['blue', 'duplicate', 200],
	] as const)('of %s that is %s is answered with %i', async (lane, outcome, status) => {
		route.answer = () => ({ lane, outcome });
		const response = await post(VALID);
		expect(response.status).toBe(status);
		expect(response.headers.get('x-canario-lane')).toBe(lane);
		expect(await response.json()).toEqual({ id: 'id-1', lane, outcome });
	});

	it.each(['/', '/vaccinations', '/legacy'])('may be posted to %s', async (path) => {
		expect((await post(VALID, {}, path)).status).toBe(201);
	});

	it('reaches its lane normalised and with its place and time', async () => {
		await post({ ...VALID, location: 'SOLOLA', vaccine_type: 'moderna' });
		expect(route.sent).toEqual([
			{ ...VALID, id: 'id-1', location: 'Sololá', department: '07', accepted_at: 7 },
		]);
	});

	it('is refused with every bad field by its path, changes nothing, and counts', async () => {
		const response = await post({
			name: 1,
			age: '3',
			location: 'x',
			vaccine_type: 'y',
			extra: true,
			constructor: 1,
		});
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toMatch('application/problem+json');
		expect((await rejectedPaths(response)).toSorted()).toEqual([
			'age',
			'constructor',
			'extra',
			'n_dose',
			'name',
		]);
		expect(route.sent).toEqual([]);
		expect(await metrics.text()).toMatch(/canario_rejected_requests_total\{code="invalid_input".*\} 1/);
	});

	it.each([
		[
			'__proto__',
			'{"__proto__":{"polluted":true},"name":"A","location":"B","age":1,"vaccine_type":"C","n_dose":1}',
			400,
		],
		['broken JSON', '{"name":', 400],
		['no body', '', 400],
		['a number', '7', 400],
		['null', 'null', 400],
		['ten thousand arrays deep', '['.repeat(10_000) + ']'.repeat(10_000), 400],
		['an operator of a database', JSON.stringify({ ...VALID, name: { $gt: '' } }), 400],
		['one byte over its limit', JSON.stringify({ ...VALID, location: 'Peten' }).padEnd(64 * 1024 + 1), 413],
		['over the limit of arrays', `[${' '.repeat(1024 * 1024)}]`, 413],
	])('is refused as %s', async (_, body, status) => {
		expect((await post(body)).status).toBe(status);
		expect(route.sent).toEqual([]);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});

	it('of exactly 64 KiB is taken', async () => {
		expect((await post(JSON.stringify({ ...VALID, location: 'Peten' }).padEnd(64 * 1024))).status).toBe(201);
	});

	it('hears 503, Retry-After and the lane when its lane fails; the other lane is not tried', async () => {
		route.answer = () => {
			throw new ServiceError('unavailable', 'green cannot be reached', { lane: 'green' });
		};
		const response = await post(VALID);
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('1');
		expect(response.headers.get('x-canario-lane')).toBe('green');
		expect(await response.json()).toMatchObject({ code: 'unavailable', lane: 'green' });
		expect(route.sent).toHaveLength(1);
		expect(await metrics.text()).toMatch(/entry_vaccinations_total\{lane="green",outcome="failed".*\} 1/);
	});

	it('is refused at once when too much is waiting, and the refusal is counted', async () => {
		route.room = 0;
		const response = await post(VALID);
		expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
		expect(await response.json()).toMatchObject({ code: 'overloaded' });
		expect(route.sent).toEqual([]);
		expect(await metrics.text()).toMatch(/canario_shed_total\{.*\} 1/);
	});
});

describe('an Idempotency-Key', () => {
	it('becomes the id, with or without quotes', async () => {
		for (const key of ['my-key-1', '"my-key-2"']) await post(VALID, { 'idempotency-key': key });
		expect(route.sent.map(({ id }) => id)).toEqual(['my-key-1', 'my-key-2']);
	});

	it('that comes again is a duplicate on the first lane, and is not sent again', async () => {
		const lanes: Lane[] = ['green', 'blue'];
		route.answer = () => ({ lane: lanes.shift() ?? 'blue', outcome: 'accepted' });
		await post(VALID, { 'idempotency-key': 'k' });
		const again = await post(VALID, { 'idempotency-key': 'k' });
		expect(again.status).toBe(200);
		expect(await again.json()).toEqual({ id: 'k', lane: 'green', outcome: 'duplicate' });
		expect(route.sent).toHaveLength(1);
	});

	it('that comes ten times at once is served once', async () => {
		const statuses = await Promise.all(
			Array.from({ length: 10 }, async () => (await post(VALID, { 'idempotency-key': 'k' })).status),
		);
		expect(statuses.toSorted((a, b) => a - b)).toEqual([...Array(9).fill(200), 201]);
		expect(route.sent).toHaveLength(1);
	});

	it('with another vaccination is a conflict, known here or in the lane', async () => {
		await post(VALID, { 'idempotency-key': 'k' });
		expect((await post({ ...VALID, age: 35 }, { 'idempotency-key': 'k' })).status).toBe(409);
		route.answer = () => ({ lane: 'blue', outcome: 'conflict' });
		for (let i = 0; i < 2; i++) expect((await post(VALID, { 'idempotency-key': 'stored' })).status).toBe(409);
	});

	it('whose lane failed may be tried again', async () => {
		route.answer = () => {
			throw new ServiceError('unavailable', 'down', { lane: 'blue' });
		};
		expect((await post(VALID, { 'idempotency-key': 'k' })).status).toBe(503);
		route.answer = () => ({ lane: 'blue', outcome: 'stored' });
		expect((await post(VALID, { 'idempotency-key': 'k' })).status).toBe(201);
	});

	it.each(['a b', 'x'.repeat(129), 'ñ'])('of %j is refused by name', async (key) => {
		const response = await post(VALID, { 'idempotency-key': Buffer.from(key).toString('latin1') });
		expect(await rejectedPaths(response)).toEqual(['Idempotency-Key']);
	});
});

describe('a vaccination that a viewer sent', () => {
	it('is marked, and followed under a key that does not tell what the header held', async () => {
		expect((await post(VALID, { 'x-canario-visitor': 'Ana-Tzoc' })).status).toBe(201);
		await post(VALID);
		expect(route.sent).toMatchObject([{ source: 'visitor', traced: traceKeyOf('Ana-Tzoc') }, {}]);
		expect(JSON.stringify(route.sent)).not.toContain('Ana-Tzoc');
		expect(Object.keys(route.sent[1] ?? {})).not.toContain('source');
	});

	it.each(['short', 'a key with spaces', 'x'.repeat(65), ''])('is refused with the key "%s"', async (key) => {
		const response = await post(VALID, { 'x-canario-visitor': key });
		expect(response.status).toBe(400);
		expect(await rejectedPaths(response)).toEqual(['x-canario-visitor']);
		expect(route.sent).toEqual([]);
	});

	it('comes alone, and cannot be marked in its body', async () => {
		const array = await post([VALID], { 'x-canario-visitor': 'Key_of-1' });
		expect(array.status).toBe(400);
		expect(await rejectedPaths(array)).toEqual(['x-canario-visitor']);
		const marked = await post({ ...VALID, source: 'visitor', traced: 'Key_of-1' });
		expect(await rejectedPaths(marked)).toEqual(['source', 'traced']);
	});
});

describe('an array', () => {
	it('gets one result each, in order', async () => {
		route.answer = ({ age }) =>
			age % 2 ? { lane: 'green', outcome: 'accepted' } : { lane: 'blue', outcome: 'stored' };
		const response = await post([30, 31, 32].map((age) => ({ ...VALID, age })));
		expect(response.status).toBe(200);
		expect(response.headers.get('x-canario-lane')).toBe('blue,green');
		expect(await response.json()).toEqual({
			results: [
				{ id: 'id-1', lane: 'blue', outcome: 'stored' },
				{ id: 'id-2', lane: 'green', outcome: 'accepted' },
				{ id: 'id-3', lane: 'blue', outcome: 'stored' },
			],
		});
	});

	it('is answered with 207 when a lane failed for some', async () => {
		route.answer = ({ age }) => {
			if (age === 31) throw new ServiceError('unavailable', 'green is down', { lane: 'green' });
			return { lane: 'blue', outcome: 'stored' };
		};
		const response = await post([30, 31].map((age) => ({ ...VALID, age })));
		expect(response.status).toBe(207);
		expect(await response.json()).toMatchObject({
			results: [{ outcome: 'stored' }, { outcome: 'failed', lane: 'green', code: 'unavailable' }],
		});
	});

	it('is refused whole when one element is not valid, which is named by its place', async () => {
		const response = await post([VALID, { ...VALID, age: -1 }, { ...VALID, n_dose: 'x' }]);
		expect(response.status).toBe(400);
		expect(await rejectedPaths(response)).toEqual(['[1].age', '[2].n_dose']);
		expect(route.sent).toEqual([]);
	});

	it('holds 1 to 500 vaccinations and no key', async () => {
		expect((await post(Array(500).fill(VALID))).status).toBe(200);
		expect((await post(Array(501).fill(VALID))).status).toBe(400);
		expect((await post([])).status).toBe(400);
		expect((await post([VALID], { 'idempotency-key': 'k' })).status).toBe(400);
	});

	it('with more faults than an answer lists is told how many there are', async () => {
		const problem = (await (await post(Array(100).fill({}))).json()) as { detail: string; errors: unknown[] };
		expect(problem.detail).toBe('500 field(s) are not valid; the first 100 are listed');
		expect(problem.errors).toHaveLength(100);
	});

	it('is refused whole when there is no room for all of it', async () => {
		route.room = 2;
		expect((await post([VALID, VALID, VALID])).status).toBe(503);
		expect(route.sent).toEqual([]);
	});
});

describe('other requests', () => {
	it('get an example on GET and a problem elsewhere', async () => {
		expect(await (await fetch(server.url)).json()).toMatchObject({ example: VALID });
		expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
	});
});
