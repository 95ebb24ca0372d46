import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, type Listening, listen } from '@canario/service-kit/http-server';
import { type Running, startService } from '@canario/service-kit/service';
import express, { type Request } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { web } from './service.ts';
import { freePort } from './testing.ts';

const root = mkdtempSync(join(tmpdir(), 'canario-operate-'));
const TOKEN = 'Bearer canario_abc';
const heard: Pick<Request, 'method' | 'url' | 'headers' | 'body'>[] = [];
let admin: Listening;
const started: Running[] = [];

async function startWeb(env: NodeJS.ProcessEnv): Promise<string> {
	const port = await freePort();
	const common = { HOST: '127.0.0.1', WEB_PORT: `${port}`, WEB_ROOT: root, SHUTDOWN_DRAIN_MS: '0' };
	started.push(await startService(web, { ...common, LOG_LEVEL: 'silent', ...env }, undefined));
	return `http://127.0.0.1:${port}`;
}

/** An admin listener that writes down what it hears. */
async function startAdmin(): Promise<Listening> {
	const app = createApp();
	app.use(express.text({ type: () => true }), ({ method, url, headers, body }, response, next) => {
		heard.push({ method, url, headers, body });
		response.set({ 'set-cookie': 'a=b', 'x-inner': 'yes', 'retry-after': '7', 'cache-control': 'public' });
		next();
	});
	app.get('/split/history', () => {
		// never an answer
	});
	app.get('/canary', (_request, response) => void response.destroy());
	app.use((_request, response) => void response.status(429).json({ code: 'too_many' }));
	return await listen(app, { host: '127.0.0.1', port: 0 });
}

beforeAll(async () => {
	writeFileSync(join(root, 'index.html'), '<!doctype html><title>Canario</title>');
	admin = await startAdmin();
});
beforeEach(() => void heard.splice(0));
afterAll(async () => {
	await Promise.all(started.map((service) => service.stop()));
	await admin.close();
	rmSync(root, { recursive: true });
});

describe('where operating is offered', () => {
	let url: string;
	beforeAll(async () => {
		url = await startWeb({ OPERATE_URL: admin.url, OPERATE_TIMEOUT_MS: '300' });
	});
	const ask = (path: string, init: RequestInit = {}) =>
		fetch(`${url}/operate/api${path}`, { ...init, headers: { authorization: TOKEN, ...init.headers } });

	it('hands on the credential and the JSON, and the answer back, and nothing else of either', async () => {
		const body = JSON.stringify({ weights: { blue: 1, green: 1 } });
		const headers = { 'content-type': 'application/json', cookie: 'c=d', 'x-forwarded-for': '192.0.2.1' };
		const response = await ask('/split', { method: 'PUT', body, headers });
		expect([response.status, await response.json()]).toEqual([429, { code: 'too_many' }]);
		expect(heard).toMatchObject([{ method: 'PUT', url: '/split', body }]);
		const names = Object.keys(heard[0]?.headers ?? {}).sort();
		expect(names).toEqual(['authorization', 'connection', 'content-length', 'content-type', 'host']);
		expect(heard[0]?.headers.authorization).toBe(TOKEN);
		expect(response.headers.get('retry-after')).toBe('7');
		expect(response.headers.get('cache-control')).toBe('no-store');
		expect(response.headers.get('set-cookie')).toBeNull();
		expect(response.headers.get('x-inner')).toBeNull();
		expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
	});

	it.each([
		['GET', '/whoami'],
		['GET', '/tokens'],
		['DELETE', '/tokens/ana-1.b'],
		['POST', '/canary/promote'],
		['DELETE', '/faults/green'],
	])('passes on %s %s', async (method, path) => {
		expect((await ask(path, { method })).status).toBe(429);
		expect(heard).toMatchObject([{ method, url: path }]);
	});

	it.each([
		['GET', '/'],
		['POST', '/records/lookup'],
		['POST', '/stats/rebuild'],
		['GET', '/splitting'],
		['GET', '/split/../records'],
		['GET', '/split/%2e%2e/records'],
		['GET', '/split//x'],
		['GET', '/split/history?before=%0d'],
		['PATCH', '/split'],
		['OPTIONS', '/split'],
	])('does not pass on %s %s', async (method, path) => {
		const response = await ask(path, { method });
		expect([response.status, response.headers.get('content-type')]).toEqual([
			404,
			'application/problem+json; charset=utf-8',
		]);
		expect(heard).toEqual([]);
	});

	it.each([undefined, '', 'Basic YTpi', 'Bearer ', 'Bearer a b'])(
		'asks nobody about the credential %j',
		async (authorization) => {
			const headers = authorization === undefined ? undefined : { authorization };
			const response = await fetch(`${url}/operate/api/split`, headers && { headers });
			expect([response.status, await response.json()]).toMatchObject([401, { code: 'unauthorized' }]);
			expect(heard).toEqual([]);
		},
	);

	it('takes JSON of at most 64 KiB', async () => {
		const put = (body: string, type: string) =>
			ask('/split', { method: 'PUT', body, headers: { 'content-type': type } });
		expect((await put(`"${'x'.repeat(64 * 1024)}"`, 'application/json')).status).toBe(413);
		expect((await put('a=b', 'application/x-www-form-urlencoded')).status).toBe(415);
		expect(heard).toEqual([]);
	});

	it('says when the admin listener does not answer, or breaks off', async () => {
		const late = await ask('/split/history');
		expect([late.status, await late.json()]).toMatchObject([504, { code: 'deadline_exceeded' }]);
		const cut = await ask('/canary');
		expect([cut.status, await cut.json()]).toMatchObject([502, { code: 'unavailable' }]);
		expect(cut.headers.get('content-type')).toMatch(/^application\/problem\+json/);
	});

	it('tells the page so', async () => {
		expect(await (await fetch(`${url}/config.json`)).json()).toMatchObject({ operate: {} });
	});
});

it('says when nothing listens there', async () => {
	const url = await startWeb({ OPERATE_URL: `http://127.0.0.1:${await freePort()}` });
	const response = await fetch(`${url}/operate/api/split`, { headers: { authorization: TOKEN } });
	expect([response.status, response.headers.get('cache-control')]).toEqual([502, 'no-store']);
});

it('offers nothing unless told to, and says how', async () => {
	const url = await startWeb({});
	const response = await fetch(`${url}/operate/api/split`, { headers: { authorization: TOKEN } });
	expect([response.status, await response.json()]).toMatchObject([
		404,
		{ detail: 'operating is not offered here; OPERATE_URL turns it on' },
	]);
	expect(await (await fetch(`${url}/config.json`)).json()).not.toHaveProperty('operate');
	expect((await fetch(`${url}/operate`)).status).toBe(200);
});

it('tells the page who signs operators in, and lets it ask there', async () => {
	const oidc = {
		OIDC_ISSUER: 'https://id.example/realms/a/',
		OIDC_CLIENT_ID: 'page',
		OIDC_AUDIENCE: 'canario',
		OIDC_CONNECT_ORIGINS: 'https://tokens.example',
	};
	const url = await startWeb({ OPERATE_URL: admin.url, ...oidc });
	const response = await fetch(`${url}/config.json`);
	expect(await response.json()).toMatchObject({
		operate: { oidc: { issuer: oidc.OIDC_ISSUER, clientId: 'page', scope: 'openid', audience: 'canario' } },
	});
	expect(response.headers.get('content-security-policy')).toMatch(
		/connect-src [^;]* https:\/\/id\.example https:\/\/tokens\.example;/,
	);
});
