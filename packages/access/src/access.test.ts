import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type Listening, listen } from '@canario/service-kit/http-server';
import { createLog } from '@canario/service-kit/log';
import { Metrics } from '@canario/service-kit/metrics';
import { problemHandler } from '@canario/service-kit/problem';
import { readBody } from '@canario/service-kit/read-json';
import { memoryJournal } from '@canario/stores/testing/memory-journal';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccess } from './access.ts';
import { accessRoutes } from './access-routes.ts';
import { Tokens } from './tokens.ts';
import { whoOf } from './who.ts';

const LOCAL = 'the-local-token-of-a-test';
let server: Listening;
let tokens: Tokens;
let journal: ReturnType<typeof memoryJournal>;
let clock: { ms: number };
let logDir: string;
let bursts: object[];
let metrics: Metrics;

beforeEach(async () => {
	[bursts, clock, journal] = [[], { ms: 0 }, memoryJournal()];
	logDir = mkdtempSync(join(tmpdir(), 'canario-access-'));
	metrics = new Metrics('test', '0');
	const log = createLog('test', { level: 'debug', file: join(logDir, 'log') });
	tokens = new Tokens({ journal: () => journal, randomBytes, nowMs: Date.now });
	await tokens.refresh();
	const onBurst = (burst: object) => void bursts.push(burst);
	const access = createAccess({ localToken: LOCAL, tokens, log, metrics, steadyMs: () => clock.ms, onBurst });
	const app = createApp();
	app.use(access.allowByMethod, readBody(4_096));
	app.use(accessRoutes({ allow: access.allow, tokens, nowMs: Date.now }));
	app.use((request, response) => void response.json(whoOf(request)));
	app.use(problemHandler(log));
	server = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
	await server.close();
	rmSync(logDir, { recursive: true });
});

const logText = () => readFileSync(join(logDir, 'log'), 'utf8');

const call = (method: string, path: string, token?: string, body?: object) =>
	fetch(server.url + path, {
		method,
		...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
		...(body && { body: JSON.stringify(body) }),
	});
const status = async (...args: Parameters<typeof call>) => (await call(...args)).status;
const strange = (n = 0) => `canario_${'x'.repeat(42)}${n}`;

describe('who may', () => {
	it('is the local administrator for everything', async () => {
		expect(await (await call('GET', '/whoami', LOCAL)).json()).toEqual({
			name: 'local',
			role: 'admin',
			by: 'local',
		});
		expect([await status('PUT', '/x', LOCAL), await status('GET', '/tokens', LOCAL)]).toEqual([200, 200]);
	});

	it.each([
		['viewer', [200, 403, 403, 403]],
		['operator', [200, 200, 403, 403]],
		['admin', [200, 200, 200, 200]],
	] as const)('is a %s as far as the role reaches', async (role, expected) => {
		const { token } = await tokens.add('t', { role }, 'local');
		expect([
			await status('GET', '/x', token),
			await status('POST', '/x', token),
			await status('GET', '/tokens', token),
			await status('DELETE', '/TOKENS/t', token).then((code) => (code === 404 ? 200 : code)),
		]).toEqual(expected);
	});

	it.each(['viewer', 'operator'] as const)(
		'hears as a %s at once that tokens are for admins',
		async (role) => {
			const { token } = await tokens.add('t', { role }, 'local');
			for (const [method, path] of [
				['POST', '/tokens'],
				['DELETE', '/tokens/t'],
				['GET', '/Tokens/'],
			] as const) {
				expect(await (await call(method, path, token)).json()).toMatchObject({
					detail: `this needs the role admin; "t" is ${role}`,
				});
			}
		},
	);

	it('is written in any form of "Bearer", and in no other place', async () => {
		const form = (authorization: string) => fetch(`${server.url}/x`, { headers: { authorization } });
		expect((await form(`bearer  ${LOCAL}`)).status).toBe(200);
		for (const wrong of [
			LOCAL,
			`Basic ${LOCAL}`,
			`Bearer ${LOCAL} x`,
			`Bearer x${LOCAL}`,
			'Bearer',
			'Bearer undefined',
		]) {
			expect((await form(wrong)).status).toBe(401);
		}
		expect(await status('GET', `/x?access_token=${LOCAL}`)).toBe(401);
	});

	it('is told 503 as long as tokens were never read, and the local token is good all the same', async () => {
		const fresh = new Tokens({ journal: () => journal, randomBytes, nowMs: Date.now });
		journal.there = false;
		Object.assign(tokens, { check: fresh.check.bind(fresh) });
		const answer = await call('GET', '/x', strange());
		expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
		expect(await status('PUT', '/x', LOCAL)).toBe(200);
	});
});

describe('tokens over HTTP', () => {
	it('are added, used, listed and revoked', async () => {
		const added = await call('POST', '/tokens', LOCAL, { name: 'ana', role: 'admin', expiresInMs: 60_000 });
		expect([added.status, added.headers.get('cache-control')]).toEqual([201, 'no-store']);
		const { token } = (await added.json()) as { token: string };
		expect(await status('POST', '/tokens', token, { name: 'ci', role: 'viewer' })).toBe(201);
		const listed = await (await call('GET', '/tokens', token)).text();
		expect(listed).not.toContain(token);
		expect(JSON.parse(listed)).toMatchObject({
			tokens: [
				{ name: 'ana', addedBy: 'local', state: 'good', expiresAtMs: expect.any(Number) },
				{ name: 'ci', role: 'viewer', addedBy: 'ana' },
			],
		});
		expect(await (await call('DELETE', '/tokens/ana', LOCAL)).json()).toMatchObject({ state: 'revoked' });
		expect(await status('GET', '/x', token)).toBe(401);
	});

	it('name who added and revoked them: whom the local token acts for, else the credential itself', async () => {
		await call('POST', '/tokens', LOCAL, { name: 'ana', role: 'admin', by: 'Bea' });
		const { token } = await tokens.add('ci', { role: 'admin' }, 'local');
		await call('POST', '/tokens', token, { name: 'eva', role: 'admin', by: 'Bea' });
		await call('DELETE', '/tokens/ana', LOCAL, { by: 'Bea' });
		await call('DELETE', '/tokens/eva', token, { by: 'Bea' });
		expect(await tokens.list()).toMatchObject([
			{ name: 'ana', addedBy: 'Bea', revokedBy: 'Bea' },
			{ name: 'ci', addedBy: 'local' },
			{ name: 'eva', addedBy: 'ci', revokedBy: 'ci' },
		]);
		expect(await status('DELETE', '/tokens/ci', LOCAL, { by: '\u001b[2J' })).toBe(400);
	});

	it.each([
		[{ name: 'ana' }],
		[{ name: 'ana', role: 'root' }],
		[{ name: 'local', role: 'viewer' }],
		[{ name: 'Ana María', role: 'viewer' }],
		[{ name: strange(), role: 'viewer' }],
		[{ name: 'ana', role: 'viewer', expiresInMs: 0 }],
		[{ name: 'ana', role: 'viewer', token: strange() }],
	])('are not added from %j', async (body) => {
		expect(await status('POST', '/tokens', LOCAL, body)).toBe(400);
		expect(await tokens.list()).toEqual([]);
	});
});

describe('logins that fail', () => {
	it('are too many after ten, with the time to come back; who has a good token is let in meanwhile', async () => {
		const { token } = await tokens.add('ana', { role: 'viewer' }, 'local');
		for (let n = 0; n < 10; n++) expect(await status('GET', '/x', strange(n))).toBe(401);
		const eleventh = await call('GET', '/x', strange());
		expect([eleventh.status, eleventh.headers.get('retry-after')]).toEqual([429, '6']);
		expect(await eleventh.json()).toMatchObject({
			code: 'too_many',
			detail: expect.stringContaining('come back in 6 s'),
		});
		expect(await status('GET', '/x', token)).toBe(200);
		expect(await status('PUT', '/x', LOCAL)).toBe(200);
		expect(await status('GET', '/x')).toBe(401);
		clock.ms += 6_000;
		expect(await status('GET', '/x', strange())).toBe(401);
		expect(await status('GET', '/x', strange())).toBe(429);
	});

	it('are told of once a minute when they come in crowds', async () => {
		for (let n = 0; n < 15; n++) await call('GET', '/x', strange());
		expect(bursts).toEqual([{ from: '127.0.0.1', missed: 0 }]);
		clock.ms += 60_000;
		for (let n = 0; n < 12; n++) await call('GET', '/x', strange());
		expect(bursts).toEqual([expect.anything(), { from: '127.0.0.1', missed: 4 }]);
	});

	it('are counted by their reason', async () => {
		const { token } = await tokens.add('ana', { role: 'viewer' }, 'local');
		await call('GET', '/x');
		await call('GET', '/x', strange());
		await call('PUT', '/x', token);
		await tokens.revoke('ana', 'local');
		await call('GET', '/x', token);
		const text = await metrics.text();
		for (const reason of ['missing', 'unknown', 'role', 'revoked']) {
			expect(text).toMatch(new RegExp(`canario_logins_refused_total{[^}]*reason="${reason}"[^}]*} 1\n`));
		}
	});
});

describe('the log', () => {
	it('says who did what from where, and who did not come in', async () => {
		const { token } = await tokens.add('ana', { role: 'viewer' }, 'local');
		await call('PUT', '/split', LOCAL);
		await call('PUT', '/split', token);
		await call('GET', '/split', strange());
		const told = logText()
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line))
			.filter(({ level }) => level >= 30);
		const place = { from: '127.0.0.1', method: 'PUT', path: '/split' };
		expect(told).toMatchObject([
			{ ...place, who: 'local', role: 'admin', msg: 'admin request' },
			{ ...place, who: 'ana', role: 'viewer', msg: 'admin request' },
			{ ...place, who: 'ana', needed: 'operator', msg: 'role does not reach' },
			{ ...place, method: 'GET', reason: 'unknown', msg: 'login refused' },
		]);
	});

	it('and the metrics hold no token, wherever people put theirs', async () => {
		const { token } = await tokens.add('ana', { role: 'admin' }, 'local');
		const secrets = [LOCAL, token, strange()];
		for (const secret of secrets) {
			for (const path of [
				`/tokens/${secret}`,
				`/x?token=${secret}`,
				`/${secret}/x`,
				`/${encodeURIComponent(`${secret} `)}`,
			]) {
				await call('DELETE', path, secret);
				await call('GET', path);
				await call('PUT', path, strange(1));
			}
			await call('POST', '/tokens', secret, { name: secret, role: secret, token: secret });
		}
		const text = logText() + (await metrics.text());
		for (const secret of [token, strange()]) expect(text).not.toContain(secret.slice(8, 40));
		expect(text).not.toContain(LOCAL);
		expect(text).toContain('admin request');
	});
});
