import { type Listening, listen } from '@canario/service-kit/http-server';
import { LiveSplit } from '@canario/traffic-split/live-split';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminApp } from './admin-app.ts';

const TOKEN = 'a-token-for-the-test';
let server: Listening;
let split: LiveSplit;
let rebuilds: number;

async function start(token: string | undefined): Promise<void> {
	const app = adminApp({
		token,
		split,
		lookUp: async (ids) => ids.map((id) => ({ id, where: 'stored', lane: 'blue' })),
		rebuildStatistics: async () => {
			rebuilds += 1;
		},
		log: pino({ level: 'silent' }),
	});
	server = await listen(app, { host: '127.0.0.1', port: 0 });
}
beforeEach(async () => {
	split = new LiveSplit({ blue: 50, green: 50 }, () => 7);
	rebuilds = 0;
	await start(TOKEN);
});
afterEach(() => server.close());

const call = (method: string, path: string, body?: unknown, authorization = `Bearer ${TOKEN}`) =>
	fetch(server.url + path, {
		method,
		headers: { authorization, 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});

describe('the admin listener', () => {
	it.each([
		['GET', '/split'],
		['PUT', '/split'],
		['POST', '/records/lookup'],
		['POST', '/stats/rebuild'],
		['GET', '/nowhere'],
	])('lets nobody into %s %s without the token', async (method, path) => {
		for (const authorization of [
			'',
			'Bearer',
			'Bearer wrong',
			`Basic ${TOKEN}`,
			TOKEN,
			`Bearer ${TOKEN} `.repeat(2),
		]) {
			const response = await call(method, path, undefined, authorization);
			expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
		}
		expect(split.read().version).toBe(1);
	});

	it('lets nobody in when it has no token', async () => {
		await server.close();
		await start(undefined);
		expect((await call('GET', '/split', undefined, 'Bearer undefined')).status).toBe(401);
	});

	it('reads and changes the split', async () => {
		expect(await (await call('GET', '/split')).json()).toMatchObject({
			weights: { blue: 50, green: 50 },
			version: 1,
		});
		const changed = await call('PUT', '/split', {
			weights: { blue: 90, green: 10 },
			reason: 'try',
			ifVersion: 1,
		});
		expect(await changed.json()).toMatchObject({
			weights: { blue: 90, green: 10 },
			version: 2,
			reason: 'try',
		});
	});

	it('refuses a stale version, and weights that are none, and keeps the last good ones', async () => {
		expect((await call('PUT', '/split', { weights: { blue: 1, green: 1 }, ifVersion: 5 })).status).toBe(409);
		for (const weights of [
			{ blue: 0, green: 0 },
			{ blue: -1, green: 101 },
			{ blue: 1 },
			{ blue: 1, green: 1, red: 1 },
			null,
		]) {
			expect((await call('PUT', '/split', { weights })).status).toBe(400);
		}
		expect(split.read()).toMatchObject({ weights: { blue: 50, green: 50 }, version: 1 });
	});

	it('refuses a reason that would play with a terminal', async () => {
		const weights = { blue: 1, green: 1 };
		expect((await call('PUT', '/split', { weights, reason: '\u001b[2Jpwned' })).status).toBe(400);
		expect(split.read().version).toBe(1);
	});

	it('tells where ids are, and asks for a rebuild', async () => {
		expect(await (await call('POST', '/records/lookup', { ids: ['a'] })).json()).toEqual({
			found: [{ id: 'a', where: 'stored', lane: 'blue' }],
		});
		expect((await call('POST', '/records/lookup', { ids: [] })).status).toBe(400);
		expect((await call('POST', '/stats/rebuild')).status).toBe(202);
		expect(rebuilds).toBe(1);
	});
});
