import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HTTP_STATUS } from '@canario/service-kit/problem';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { adminOf } from '../admin-client.ts';
import { freePortBase } from './free-ports.ts';
import { type Platform, startPlatform } from './platform.ts';
import { readSnapshot } from './snapshot.ts';

const PLANTED = 'Zzyzxanthippe Quetzalcoatlus';
const VALID = { name: PLANTED, location: 'peten', age: 34, vaccine_type: 'pfizer', n_dose: 2 };
const dataDir = mkdtempSync(join(tmpdir(), 'canario-platform-'));
let platform: Platform;

const start = async (signal = new AbortController().signal) =>
	startPlatform({
		dataDir,
		fresh: false,
		embedded: true,
		processes: false,
		portBase: await freePortBase(),
		host: '127.0.0.1',
		weights: 'blue=1,green=1',
		env: { PATH: process.env.PATH, STATS_SETTLE_MS: '0' },
		onCrash: () => {},
		signal,
	});
beforeAll(async () => {
	platform = await start();
});
afterAll(async () => {
	await platform.stop();
	rmSync(dataDir, { recursive: true });
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
	fetch(platform.urls.entry, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
const stored = async () => (await readSnapshot(platform.urls.stats)).ledger;

describe('the platform in one process', () => {
	it('takes a vaccination over each lane into the store and the statistics', async () => {
		const answers = [await post(VALID), await post(VALID)];
		expect(answers.map(({ status }) => status)).toEqual([201, 202]);
		await vi.waitFor(
			async () => expect(await stored()).toMatchObject({ stored: { blue: 1, green: 1 }, closes: true }),
			5_000,
		);
		const { departments, vaccines, last } = await readSnapshot(platform.urls.stats);
		expect(departments['17']).toMatchObject({ complete: 2 });
		expect(vaccines['Pfizer-BioNTech']).toBe(2);
		expect(last).toHaveLength(2);
	});

	it('knows an id on either lane, and keeps it once', async () => {
		const key = { 'idempotency-key': 'a-key' };
		await post(VALID, key);
		expect((await post(VALID, key)).status).toBe(200);
		expect((await post({ ...VALID, age: 35 }, key)).status).toBe(409);
		await vi.waitFor(async () => {
			const { stored: by, inFlight } = await stored();
			expect([by.blue + by.green, inFlight]).toEqual([3, 0]);
		}, 5_000);
	});

	it('follows the weights from the next vaccination on', async () => {
		const admin = adminOf({ data: dataDir }, {});
		await admin('PUT', '/split', { weights: { blue: 0, green: 1 }, reason: 'a test' });
		const results = await (await post(Array(20).fill(VALID))).json();
		expect(new Set((results as { results: { lane: string }[] }).results.map(({ lane }) => lane))).toEqual(
			new Set(['green']),
		);
	});

	it('shows the name of nobody, anywhere', async () => {
		await post({ ...VALID, age: 'x' });
		const urls = Object.values(platform.urls);
		const paths = ['/', '/metrics', '/readyz', '/livez', '/version', '/api/stats', '/split'];
		const answers = await Promise.all(
			urls.flatMap((url) => paths.map(async (path) => (await fetch(url + path)).text())),
		);
		const logs = readdirSync(join(dataDir, 'logs')).map((name) =>
			readFileSync(join(dataDir, 'logs', name), 'utf8'),
		);
		expect(logs.length).toBeGreaterThan(4);
		for (const word of PLANTED.split(' ')) {
			expect([...answers, ...logs].filter((text) => text.includes(word))).toEqual([]);
		}
	});

	it('serves the metrics that docs/metrics.md names, and no others', async () => {
		const texts = await Promise.all(
			Object.values(platform.urls).map(async (url) => (await fetch(`${url}/metrics`)).text()),
		);
		const served = new Set(
			texts.flatMap((text) => [...text.matchAll(/^# TYPE (canario_\w+)/gm)].map(([, name]) => name)),
		);
		const doc = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');
		const told = new Set([...doc.matchAll(/^\| `(canario_\w+)` \|/gm)].map(([, name]) => name));
		expect(told).toEqual(served);
	});

	it('stops with everything stored, and begins again where it was', async () => {
		const last = await platform.stop();
		expect(last?.ledger).toMatchObject({ inFlight: 0, lost: 0, closes: true });
		platform = await start();
		expect((await stored()).stored).toEqual(last?.ledger.stored);
	});

	it('refuses to be started twice from one data directory', async () => {
		await expect(start()).rejects.toThrow(/runs from .* already \(pid/);
	});
});

describe('docs/errors.md', () => {
	it('tells every code with its status', () => {
		const doc = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
		const told = Object.fromEntries(
			[...doc.matchAll(/^\| `(\w+)` \| (\d+) \|/gm)].map(([, code, status]) => [code, Number(status)]),
		);
		expect(told).toEqual(
			Object.fromEntries(Object.entries(HTTP_STATUS).map(([code, [status]]) => [code, status])),
		);
	});
});
