import { rememberWho } from '@canario/access/who';
import type { Fault } from '@canario/contracts/fault';
import type { Json } from '@canario/contracts/merge-patch';
import { createApp, type Listening, listen } from '@canario/service-kit/http-server';
import { problemHandler } from '@canario/service-kit/problem';
import { readBody } from '@canario/service-kit/read-json';
import { ServiceError } from '@canario/service-kit/service-error';
import { openLive } from '@canario/stores/open-live';
import type { Live } from '@canario/stores/stores';
import type { RequestHandler } from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultBook } from '../domain/fault-book.ts';
import { callJson } from '../testing/call-json.ts';
import { faultRoutes } from './fault-routes.ts';

const log = pino({ level: 'silent' });
const MINUTE_MS = 60_000;

const identify: RequestHandler = (request, _response, next) => {
	rememberWho(request, { name: 'local', role: 'admin', by: 'local' });
	next();
};

describe('the routes of the faults', () => {
	let live: Live;
	let server: Listening;
	let classroom = false;
	/** What the journal took; it is away where there is none. */
	let acts: Json[] | undefined;

	const start = async () => {
		acts = [];
		live = await openLive('embedded::memory:', { timeoutMs: 1_000 });
		const audit = async (act: Json) => {
			if (!acts) throw new ServiceError('unavailable', 'record store is not available');
			acts.push(act);
		};
		const book = new FaultBook({ faults: () => live.faults, audit, classroom, nowMs: Date.now, log });
		const app = createApp();
		app.use(identify, readBody(4_096), faultRoutes(book), problemHandler(log));
		server = await listen(app, { host: '127.0.0.1', port: 0 });
	};
	beforeEach(async () => {
		classroom = false;
		await start();
	});
	const stop = async () => {
		await server.close();
		await live.close();
	};
	afterEach(stop);

	const call = (method: string, path: string, body?: unknown) => callJson(method, server.url + path, body);

	it('set one, list it and end it, and record who did what and why', async () => {
		const before = Date.now();
		const [status, fault] = await call('PUT', '/faults/green', {
			...{ errors: 0.1, delayMs: 200, jitterMs: 50, forMs: 2 * MINUTE_MS, reason: 'a lesson', by: 'ana' },
		});
		expect(status).toBe(200);
		expect(fault).toMatchObject({ lane: 'green', errors: 0.1, hang: false, by: 'ana', reason: 'a lesson' });
		expect(fault.untilMs - fault.setAtMs).toBe(2 * MINUTE_MS);
		expect(fault.setAtMs).toBeGreaterThanOrEqual(before);
		expect(await call('GET', '/faults')).toEqual([200, { faults: [fault] }]);
		expect(await live.faults.list()).toEqual([fault]);
		expect(await call('DELETE', '/faults/green', { by: 'eva' })).toEqual([200, { cleared: [fault] }]);
		expect(await call('GET', '/faults')).toEqual([200, { faults: [] }]);
		expect(acts).toMatchObject([
			{ kind: 'fault set', lane: 'green', errors: 0.1, delayMs: 200, by: 'ana', reason: 'a lesson' },
			{ kind: 'fault cleared', lane: 'green', by: 'eva' },
		]);
	});

	it('give each fault an end: five minutes where nothing is said, an hour at most', async () => {
		const [, fault] = await call('PUT', '/faults/blue', { hang: true });
		expect(fault.untilMs - fault.setAtMs).toBe(5 * MINUTE_MS);
		const [status, problem] = await call('PUT', '/faults/blue', { hang: true, forMs: 61 * MINUTE_MS });
		expect([status, problem.errors[0].path]).toEqual([400, 'forMs']);
		expect(await call('GET', '/faults')).toEqual([200, { faults: [fault] }]);
	});

	it('end all, or none, and say which', async () => {
		await call('PUT', '/faults/blue', { errors: 1 });
		await call('PUT', '/faults/green', { errors: 1 });
		const [, { cleared }] = await call('DELETE', '/faults');
		expect(cleared.map(({ lane }: Fault) => lane)).toEqual(['blue', 'green']);
		expect(await call('DELETE', '/faults')).toEqual([200, { cleared: [] }]);
	});

	it.each([
		['an empty one', {}],
		['one that does nothing', { errors: 0, reason: 'nothing' }],
		['a share in per cent', { errors: 10 }],
		['a negative delay', { delayMs: -1 }],
		['jitter above its delay', { delayMs: 10, jitterMs: 11 }],
		['a write that takes longer than a take-over', { durableDelayMs: 5_001 }],
		['an unknown field', { errors: 0.1, colour: 'red' }],
		['control characters', { errors: 0.1, reason: 'a\u001bb' }],
	])('refuse %s', async (_what, body) => {
		expect(await call('PUT', '/faults/green', body)).toMatchObject([400, { code: 'invalid_input' }]);
		expect(await live.faults.list()).toEqual([]);
		expect(acts).toEqual([]);
	});

	it('know two lanes', async () => {
		expect(await call('PUT', '/faults/red', { errors: 1 })).toMatchObject([404, { code: 'not_found' }]);
		expect(await call('DELETE', '/faults/red')).toMatchObject([404, { code: 'not_found' }]);
	});

	it('refuse drops where nothing can be dropped, and take them in the classroom mode', async () => {
		for (const lane of ['blue', 'green']) {
			const [status, problem] = await call('PUT', `/faults/${lane}`, { drop: 0.05 });
			expect([status, problem.errors[0].path]).toEqual([400, 'drop']);
		}
		await stop();
		classroom = true;
		await start();
		expect((await call('PUT', '/faults/green', { drop: 0.05 }))[0]).toBe(200);
		expect((await call('PUT', '/faults/blue', { drop: 0.05 }))[0]).toBe(400);
	});

	it('set nothing that cannot be recorded, and end faults all the same', async () => {
		await call('PUT', '/faults/green', { errors: 1 });
		acts = undefined;
		expect(await call('PUT', '/faults/blue', { errors: 1 })).toMatchObject([503, { code: 'unavailable' }]);
		expect(await live.faults.list()).toHaveLength(1);
		expect((await call('DELETE', '/faults'))[0]).toBe(200);
		expect(await live.faults.list()).toEqual([]);
	});

	it('note in the records when a fault that was announced could not be set', async () => {
		await live.close();
		live = {
			...live,
			faults: { ...live.faults, set: () => Promise.reject(new Error('gone')) },
			close: async () => {},
		};
		expect(await call('PUT', '/faults/blue', { errors: 1 })).toMatchObject([503, { code: 'unavailable' }]);
		expect(acts).toMatchObject([{ kind: 'fault set' }, { kind: 'fault not set' }]);
	});
});
