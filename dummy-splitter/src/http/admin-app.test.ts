import { someAccess } from '@canario/access/testing/some-access';
import { type Listening, listen } from '@canario/service-kit/http-server';
import { MemoryFaults } from '@canario/stores/embedded/memory-faults';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultBook } from '../domain/fault-book.ts';
import { someEntries } from '../split/some-entries.ts';
import { someDesk } from '../testing/some-desk.ts';
import { adminApp } from './admin-app.ts';

const TOKEN = 'a-token-for-the-test';
const log = pino({ level: 'silent' });
let server: Listening;
let entries: Awaited<ReturnType<typeof someEntries>>;
let history: ReturnType<typeof entries.entry>;
let rebuilds: number;

const noFaults = new FaultBook({
	faults: () => new MemoryFaults(Date.now),
	audit: async () => {},
	...{ classroom: false, nowMs: Date.now, log },
});

async function start(localToken?: string): Promise<void> {
	const app = adminApp({
		access: await someAccess(localToken === undefined ? {} : { localToken }),
		history,
		lookUp: async (ids) => ids.map((id) => ({ id, where: 'stored', lane: 'blue' })),
		rebuildStatistics: async () => {
			rebuilds += 1;
		},
		faults: noFaults,
		canaries: someDesk(),
		log,
	});
	server = await listen(app, { host: '127.0.0.1', port: 0 });
}
beforeEach(async () => {
	entries = await someEntries();
	history = entries.entry();
	await history.follow();
	rebuilds = 0;
	await start(TOKEN);
});
afterEach(async () => {
	await server.close();
	await entries.close();
});

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
		['POST', '/split/undo'],
		['POST', '/split/confirm'],
		['GET', '/split/history'],
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
		expect(history.read().version).toBe(1);
	});

	it('lets nobody in when it has no token', async () => {
		await server.close();
		await start();
		expect((await call('GET', '/split', undefined, 'Bearer undefined')).status).toBe(401);
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
