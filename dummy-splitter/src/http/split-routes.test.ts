import { rememberWho, type Who } from '@canario/access/who';
import { createApp, type Listening, listen } from '@canario/service-kit/http-server';
import { problemHandler } from '@canario/service-kit/problem';
import { readBody } from '@canario/service-kit/read-json';
import type { RequestHandler } from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVEN, MOST, someEntries } from '../split/some-entries.ts';
import { callJson } from '../testing/call-json.ts';
import { splitRoutes } from './split-routes.ts';

let entries: Awaited<ReturnType<typeof someEntries>>;
let history: ReturnType<typeof entries.entry>;
let server: Listening;
const LOCAL: Who = { name: 'local', role: 'admin', by: 'local' };
/** Whom the credentials name. */
let who: Who;

beforeEach(async () => {
	entries = await someEntries();
	history = entries.entry();
	await history.follow();
	who = LOCAL;
	const app = createApp();
	const identify: RequestHandler = (request, _response, next) => {
		rememberWho(request, who);
		next();
	};
	app.use(identify, readBody(1_024), splitRoutes(history), problemHandler(pino({ level: 'silent' })));
	server = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
	await server.close();
	await entries.close();
});

/** Status and body of an answer. */
const call = (method: string, path: string, body?: unknown) => callJson(method, server.url + path, body);
const put = (body: object) => call('PUT', '/split', { reason: 'try', ...body });
const undo = (body: object = {}) => call('POST', '/split/undo', { reason: 'no', ...body });

describe('the routes of the split', () => {
	it('read and change it, and keep to a version where one is given', async () => {
		expect(await call('GET', '/split')).toMatchObject([200, { weights: EVEN, version: 1 }]);
		expect(await put({ weights: MOST, reason: 'try', ifVersion: 1 })).toMatchObject([
			200,
			{ weights: MOST, version: 2, reason: 'try', by: 'local' },
		]);
		expect(await put({ weights: EVEN, ifVersion: 1 })).toMatchObject([
			409,
			{ code: 'stale_version', errors: [{ path: 'version 2' }] },
		]);
		expect(await call('GET', '/split')).toMatchObject([200, { weights: MOST, version: 2 }]);
	});

	it.each([
		{ weights: { blue: 0, green: 0 } },
		{ weights: { blue: -1, green: 101 } },
		{ weights: { blue: 1 } },
		{ weights: { blue: 1, green: 1, red: 1 } },
		{ weights: null },
		{},
		{ weights: MOST, reason: undefined },
		{ weights: MOST, reason: '' },
		{ weights: MOST, reason: ' ' },
		{ weights: MOST, reason: '\u001b[2Jpwned' },
		{ weights: MOST, reason: 'x'.repeat(501) },
		{ weights: MOST, by: 'x'.repeat(65) },
		{ weights: MOST, by: '' },
		{ weights: MOST, ifVersion: 0 },
		{ weights: MOST, revertAfterMs: 999 },
		{ weights: MOST, revertAfterMs: 24 * 3_600_000 + 1 },
		{ weights: MOST, revertAfter: 2_000 },
	])('refuse %j and keep the last good weights', async (body) => {
		expect(await put(body)).toMatchObject([400, { code: 'invalid_input' }]);
		expect(history.read()).toMatchObject({ weights: EVEN, version: 1 });
	});

	it("write down the name that the credentials have; the platform's own token may act for another", async () => {
		await put({ weights: MOST, by: 'canary' });
		who = { name: 'ana', role: 'operator', by: 'token' };
		await put({ weights: EVEN, by: 'eva' });
		await undo({ by: 'eva' });
		expect((await history.last(3)).map(({ by }) => by)).toEqual(['ana', 'ana', 'canary']);
	});

	it('undo, confirm, and say where there is nothing of the kind', async () => {
		expect(await undo()).toMatchObject([409, { code: 'conflict' }]);
		const [, { version }] = await put({ weights: MOST, revertAfterMs: 60_000 });
		expect(await call('POST', '/split/confirm', { version: 1 })).toMatchObject([
			409,
			{ code: 'stale_version' },
		]);
		expect(await call('POST', '/split/confirm', { version })).toMatchObject([200, { version: 3 }]);
		expect(await call('POST', '/split/confirm', { version: 3 })).toMatchObject([409, { code: 'conflict' }]);
		expect(await call('POST', '/split/confirm', {})).toMatchObject([400, { code: 'invalid_input' }]);
		expect(await undo({ reason: '' })).toMatchObject([
			400,
			{ errors: [{ path: 'reason', message: 'say why' }] },
		]);
		expect(await undo({ ifVersion: 3 })).toMatchObject([200, { weights: EVEN, version: 4, reason: 'no' }]);
	});

	it('give the history in pages, newest first', async () => {
		for (let n = 0; n < 4; n++) await put({ weights: MOST });
		const versions = async (query: string) => {
			const [status, { changes, next }] = await call('GET', `/split/history${query}`);
			expect(status).toBe(200);
			return [changes.map(({ version }: { version: number }) => version), next];
		};
		expect(await versions('')).toEqual([[5, 4, 3, 2, 1], undefined]);
		expect(await versions('?limit=2')).toEqual([[5, 4], 4]);
		expect(await versions('?limit=2&before=4')).toEqual([[3, 2], 2]);
		expect(await versions('?limit=2&before=2')).toEqual([[1], undefined]);
		for (const query of ['?limit=0', '?limit=101', '?limit=x', '?before=0', '?limit=1&limit=2', '?from=1']) {
			expect(await call('GET', `/split/history${query}`)).toMatchObject([400, { code: 'invalid_input' }]);
		}
	});

	it('answer 503 while the record store is away, and change nothing', async () => {
		entries.world.away = true;
		for (const [method, path, body] of [
			['PUT', '/split', { weights: MOST, reason: 'try' }],
			['POST', '/split/undo', { reason: 'no' }],
			['POST', '/split/confirm', { version: 1 }],
			['GET', '/split/history', undefined],
		] as const) {
			expect(await call(method, path, body)).toMatchObject([503, { code: 'unavailable' }]);
		}
		expect(await call('GET', '/split')).toMatchObject([200, { weights: EVEN, version: 1 }]);
	});
});
