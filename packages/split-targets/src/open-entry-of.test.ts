import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEntryOf } from './open-entry-of.ts';
import { entryPod, startScriptedCluster } from './testing/scripted-cluster.ts';

let folder: string;
let entry: Server;
let told: string[];
let cluster: Awaited<ReturnType<typeof startScriptedCluster>>;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'canario-entry-of-'));
	told = [];
	entry = createServer((request, response) => {
		const { authorization = '' } = request.headers;
		told.push(authorization);
		if (!authorization.endsWith('a-token')) return void response.writeHead(401).end('{}');
		// a long answer comes in several pieces
		response.end(JSON.stringify({ path: request.url, long: 'x'.repeat(50_000) }));
	});
	await new Promise<void>((resolve) => entry.listen(0, '127.0.0.1', resolve));
	cluster = await startScriptedCluster((entry.address() as AddressInfo).port);
});
afterEach(async () => {
	await cluster.close();
	entry.closeAllConnections();
	entry.close();
	rmSync(folder, { recursive: true });
});

const open = (options: { token?: string; namespace?: string } = {}, address = 'httproute/lanes') =>
	openEntryOf(address, { kubeconfig: cluster.kubeconfig(folder), ...options }, {});
/** What a call comes to; the line is closed after it. */
async function asked(options = {}) {
	const { call, close } = await open(options);
	return await call('GET', '/canary').finally(() => void close());
}
const forwarded = () => cluster.asked.filter((path) => path.includes('portforward'));

describe('openEntryOf', () => {
	it('reaches the admin port of a ready pod with the token of its Secret', async () => {
		cluster.world.pods = [entryPod('entry-1', { ready: false }), entryPod('entry-2')];
		const { call, close, driven } = await open();
		expect(driven).toEqual({ name: 'httproute/lanes', namespace: 'shop' });
		expect(await call('GET', '/canary')).toMatchObject({ path: '/canary', long: 'x'.repeat(50_000) });
		expect(told).toEqual(['Bearer a-token']);
		expect(forwarded()).toEqual(['/api/v1/namespaces/shop/pods/entry-2/portforward?ports=3061']);
		await close();
	});

	it('leaves nothing open, and no listener', async () => {
		const { call, close } = await open();
		await call('GET', '/canary');
		expect(cluster.wires.size).toBe(1);
		await close();
		await vi.waitFor(() => expect(cluster.wires.size).toBe(0));
		await expect(call('GET', '/canary')).rejects.toMatchObject({ code: 'unavailable' });
	});

	it('has several calls at once, each by a connection of its own', async () => {
		const { call, close } = await open();
		const paths = ['/a', '/b', '/c'];
		const answers = await Promise.all(paths.map((path) => call('GET', path)));
		expect(answers).toMatchObject(paths.map((path) => ({ path })));
		expect(forwarded()).toHaveLength(3);
		await close();
	});

	it('goes to another pod when the one that it used is gone', async () => {
		const { call, close } = await open();
		await call('GET', '/a');
		cluster.world.pods = [entryPod('entry-3')];
		for (const wire of cluster.wires) wire.destroy();
		await vi.waitFor(() => call('GET', '/b'));
		expect(forwarded().at(-1)).toContain('/entry-3/');
		await close();
	});

	it('asks for no Secret where a token is given', async () => {
		cluster.world.refuse = { secrets: 403 };
		await asked({ token: 'another-a-token' });
		expect(told).toEqual(['Bearer another-a-token']);
		expect(cluster.asked.join()).not.toContain('secrets');
	});

	it.each([
		['no pods', () => ({ pods: [] }), 'not_found', /no pod of the entry is ready .* shop \(there is none\)/],
		[
			'none ready',
			() => ({ pods: [entryPod('one', { ready: false })] }),
			'not_found',
			/\(1 are there\): kub/,
		],
		['pods that may not be listed', () => ({ refuse: { pods: 403 } }), 'forbidden', /need list on pods/],
		['no right to forward', () => ({ refuse: { forward: 403 } }), 'forbidden', /create on pods\/portforward/],
		[
			'a pod that is gone',
			() => ({ refuse: { forward: 404 } }),
			'unavailable',
			/no port to .*entry-1: .*404/,
		],
		['a port that is closed', () => ({ podSays: 'refused' }), 'unavailable', /admin port 3061: refused$/],
		[
			'a Secret that may not be read',
			() => ({ refuse: { secrets: 403 } }),
			'unauthorized',
			/may not get the/,
		],
		['no Secret', () => ({ token: undefined }), 'unauthorized', /shop\/canario-token, which.* is not there/],
		['an empty Secret', () => ({ token: ' ' }), 'unauthorized', /has no CANARIO_TOKEN/],
		[
			'no Secret named',
			() => ({ pods: [entryPod('one', { env: [] })] }),
			'unauthorized',
			/set CANARIO_TOKEN/,
		],
		[
			'a wrong token',
			() => ({ token: 'stale' }),
			'unauthorized',
			/refuses the token of the Secret canario-t/,
		],
	])('says what to do about %s', async (_, world, code, message) => {
		Object.assign(cluster.world, world());
		await expect(asked()).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
	});

	it('refuses what is no object', async () => {
		await expect(open({}, 'ingress/front')).rejects.toMatchObject({ code: 'invalid_input' });
	});
});
