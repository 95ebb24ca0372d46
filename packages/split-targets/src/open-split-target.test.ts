import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSplitTarget } from './open-split-target.ts';

const config = {
	clusters: [{ name: 'one', cluster: { server: 'https://127.0.0.1:1' } }],
	users: [{ name: 'me', user: { token: 't' } }],
	contexts: [
		{ name: 'shop', context: { cluster: 'one', user: 'me', namespace: 'shop' } },
		{ name: 'bare', context: { cluster: 'one', user: 'me' } },
	],
	'current-context': 'shop',
};

let folder: string;
let kubeconfig: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'canario-kubeconfig-'));
	kubeconfig = join(folder, 'config');
	writeFileSync(kubeconfig, JSON.stringify(config));
});
afterAll(() => rmSync(folder, { recursive: true }));

const open = (address: string, options: { context?: string; kubeconfig?: string } = {}) =>
	openSplitTarget(address, { kubeconfig, token: () => 'token', ...options }, {});

describe('openSplitTarget', () => {
	it('tells an entry from an object', async () => {
		expect(await open('http://127.0.0.1:3060')).toMatchObject({
			...{ kind: 'entry', split: expect.any(Object) },
			driven: { name: 'entry' },
		});
		expect(await open('trafficsplit/front')).toMatchObject({
			kind: 'object',
			driven: { name: 'trafficsplit/front', namespace: 'shop' },
		});
		expect(await open('httproute/front', { context: 'bare' })).toMatchObject({
			kind: 'object',
			driven: { name: 'httproute/front', namespace: 'default' },
		});
	});

	it.each(['ingress/front', 'httproute', 'httproute/', 'httproute/a/b', 'httproute/A', '127.0.0.1:3060', ''])(
		'refuses %j as an address',
		async (address) => {
			await expect(open(address)).rejects.toMatchObject({ code: 'invalid_input' });
		},
	);

	it('says which contexts there are, and which file cannot be read', async () => {
		await expect(open('httproute/front', { context: 'live' })).rejects.toThrow(/"live".*it has shop, bare/);
		await expect(open('httproute/front', { kubeconfig: join(folder, 'none') })).rejects.toMatchObject({
			code: 'invalid_input',
			message: expect.stringContaining('ENOENT'),
		});
	});

	it('takes several files as kubectl does, the first one that names a context winning', async () => {
		const bare = join(folder, 'bare');
		writeFileSync(bare, JSON.stringify({ ...config, clusters: [], 'current-context': 'bare' }));
		const both = [kubeconfig, bare];
		await expect(open('httproute/front', { kubeconfig: bare })).rejects.toThrow(
			/no context "bare" with a cluster/,
		);
		expect(await open('httproute/front', { kubeconfig: both.join(delimiter) })).toMatchObject({
			kind: 'object',
		});
		const given = { KUBECONFIG: both.join(delimiter) };
		expect(await openSplitTarget('httproute/front', { token: () => '' }, given)).toMatchObject({
			kind: 'object',
		});
	});

	it('says that no cluster is known', async () => {
		vi.stubEnv('HOME', folder);
		const opening = openSplitTarget('httproute/front', { token: () => '' }, {});
		await expect(opening).rejects.toThrow(/no cluster is known: KUBECONFIG is not set/);
		vi.unstubAllEnvs();
	});

	it('has what cannot be reached as unavailable', async () => {
		const opened = await open('httproute/front');
		await expect(opened.target.read()).rejects.toMatchObject({
			code: 'unavailable',
			message: expect.stringContaining('cannot reach the API server at https://127.0.0.1:1'),
		});
	});
});
