import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type Running, startService } from '@canario/service-kit/service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADDRESSES } from '../src/addresses.ts';
import { web } from './service.ts';
import { freePort } from './testing.ts';

const root = mkdtempSync(join(tmpdir(), 'canario-web-'));
const INDEX = '<!doctype html><title>Canario</title>';
const SCRIPT = 'export const answer = 42;\n'.repeat(50);
let running: Running;
let url: string;

async function start(env: NodeJS.ProcessEnv): Promise<[Running, string]> {
	const port = await freePort();
	const service = await startService(
		web,
		{ HOST: '127.0.0.1', WEB_PORT: `${port}`, LOG_LEVEL: 'silent', SHUTDOWN_DRAIN_MS: '0', ...env },
		undefined,
	);
	return [service, `http://127.0.0.1:${port}`];
}

beforeAll(async () => {
	mkdirSync(join(root, 'assets'));
	writeFileSync(join(root, 'index.html'), INDEX);
	writeFileSync(join(root, 'assets/app-Abc123.js'), SCRIPT);
	writeFileSync(join(root, 'assets/app-Abc123.js.br'), brotliCompressSync(SCRIPT));
	[running, url] = await start({
		WEB_ROOT: root,
		FEED_URL: 'https://feed.example',
		REPOSITORY_URL: 'https://code.example/canario',
	});
});
afterAll(async () => {
	await running.stop();
	rmSync(root, { recursive: true });
});

const ask = (path: string, headers: Record<string, string> = { accept: 'text/html' }) =>
	fetch(url + path, { headers });

describe('the page', () => {
	it.each([...Object.values(ADDRESSES), '/records?lane=blue'])(
		'is served at %s, to be asked for anew',
		async (path) => {
			const response = await ask(path);
			expect([response.status, await response.text()]).toEqual([200, INDEX]);
			expect(response.headers.get('cache-control')).toBe('no-cache');
			const again = await ask(path, { 'if-none-match': response.headers.get('etag') ?? '' });
			expect(again.status).toBe(304);
		},
	);

	it.each([
		['/traffic/', '/traffic'],
		['/Traffic', '/traffic'],
		['/RECORDS/?lane=blue&cursor=a/b', '/records?lane=blue&cursor=a/b'],
	])('sends %s to the one address %s', async (path, address) => {
		const response = await fetch(url + path, { redirect: 'manual' });
		expect([response.status, response.headers.get('location')]).toEqual([308, address]);
	});

	it('has files that never change, compressed as they were built', async () => {
		const response = await ask('/assets/app-Abc123.js', { 'accept-encoding': 'br' });
		expect(await response.text()).toBe(SCRIPT);
		expect(response.headers.get('content-encoding')).toBe('br');
		expect(response.headers.get('vary')).toMatch(/accept-encoding/i);
		expect(response.headers.get('cache-control')).toMatch(/immutable/);
		expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
	});

	it('says at a wrong address that nothing is there', async () => {
		const page = await ask('/nowhere');
		expect([page.status, await page.text()]).toEqual([404, INDEX]);
		const problem = await ask('/nowhere', { accept: 'application/json' });
		expect([problem.status, problem.headers.get('content-type')]).toEqual([
			404,
			'application/problem+json; charset=utf-8',
		]);
		expect((await ask('/assets/gone.js')).headers.get('content-type')).toMatch(/^application\/problem/);
		expect((await ask('/../package.json')).status).toBe(404);
	});

	it('is told at run time where the feed is', async () => {
		const response = await ask('/config.json');
		expect(await response.json()).toEqual({
			feedUrl: 'https://feed.example',
			repositoryUrl: 'https://code.example/canario',
			version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
		});
		expect(response.headers.get('cache-control')).toBe('no-cache');
	});

	it('may load nothing but its own files and the feed', async () => {
		const { headers } = await ask('/');
		const policy = headers.get('content-security-policy') ?? '';
		expect(policy).toContain("connect-src 'self' https://feed.example wss://feed.example");
		expect(policy).toContain("default-src 'none'");
		expect(policy).not.toMatch(/unsafe|\*/);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('x-powered-by')).toBeNull();
	});

	it('has its health routes beside it', async () => {
		for (const path of ['/livez', '/readyz', '/version', '/metrics'])
			expect((await ask(path)).status).toBe(200);
	});
});

it('finds the feed at every address of the machine', async () => {
	const [everywhere, at] = await start({ WEB_ROOT: root });
	const policyFor = (host: string) =>
		new Promise<string>((resolve, reject) => {
			get(at, { headers: { host } }, (response) => {
				response.resume();
				resolve(String(response.headers['content-security-policy']));
			}).on('error', reject);
		});
	expect(await policyFor('192.0.2.7:3000')).toContain('http://192.0.2.7:3003 ws://192.0.2.7:3003;');
	expect(await policyFor('[2001:db8::7]:3000')).toContain('http://*:3003 ws://*:3003;');
	await everywhere.stop();
});

it('names the way out when the page is not built', async () => {
	await expect(start({ WEB_ROOT: join(root, 'nothing') })).rejects.toThrow(/npm run build -w web .*WEB_ROOT/);
});
