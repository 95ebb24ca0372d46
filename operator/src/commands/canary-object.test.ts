import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CanaryEvent } from '@canario/contracts/canary/event';
import { startScriptedCluster } from '@canario/split-targets/testing/scripted-cluster';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { STARTED, stepTo } from '../canary/testing/samples.ts';
import { startScriptedCanaries } from '../canary/testing/scripted-canaries.ts';
import { canaryCommand } from './canary.ts';
import { throwing } from './testing/throwing.ts';

const LANES = { name: 'httproute/lanes', namespace: 'shop' };

let folder: string;
let canaries: Awaited<ReturnType<typeof startScriptedCanaries>>;
let cluster: Awaited<ReturnType<typeof startScriptedCluster>>;
let printed: string[];

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'canario-canary-object-'));
	canaries = await startScriptedCanaries();
	canaries.set({ target: LANES });
	cluster = await startScriptedCluster(Number(new URL(canaries.url).port));
	vi.stubEnv('KUBECONFIG', cluster.kubeconfig(folder));
	vi.stubEnv('CANARIO_TOKEN', undefined);
	printed = [];
	vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(`${text}\n`));
	vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(async () => {
	await cluster.close();
	await canaries.close();
	rmSync(folder, { recursive: true });
	vi.unstubAllEnvs();
	vi.restoreAllMocks();
	process.exitCode = undefined;
});

/** Runs a command of `./canario canary` about an object of the scripted cluster; gives what it printed. */
async function canary(words: readonly string[], target = 'httproute/lanes'): Promise<string> {
	printed.length = 0;
	const place = ['--target', target, '--namespace', 'shop', '--context', 'one'];
	await throwing(canaryCommand()).parseAsync([...words, ...place], { from: 'user' });
	return printed.join('');
}

const why = ['--reason', 'green is new', '--by', 'ana'];
const start = (...more: string[]) => ['start', '--to', 'green', '--steps', '5,25,100', ...why, ...more];
const posted = () => canaries.asked.filter(({ method }) => method === 'POST');
const ended: CanaryEvent = { kind: 'ended', outcome: 'promoted', why: 'every step passed' };

describe('./canario canary of an object', () => {
	it('starts a canary at the entry beside it, follows it, and leaves nothing open', async () => {
		const running = canary(start('--if-version', '7-9f1c2b7a'));
		await vi.waitFor(() => expect(printed.join('')).toMatch(/started by ana/), { timeout: 5_000 });
		canaries.happen(...stepTo(1, 5), ended);
		expect(await running).toMatch(/ended, promoted: every step passed\n$/);
		expect(posted()).toMatchObject([{ path: '/canary', body: { by: 'ana', ifVersion: '7-9f1c2b7a' } }]);
		await vi.waitFor(() => expect(cluster.wires.size).toBe(0));
	});

	it.each([
		[['status'], /^canary 1 to green/],
		[['pause', ...why], /paused \S+Z by ana/],
		[['resume', ...why], /^canary 1 to green/],
		[['promote', '--full', ...why], /▶ 100 %/],
		[['abort', ...why], /goes back/],
		[['history'], /\n1 .*green is new/],
		[['events'], /started by ana/],
	])('can %j', async (words, told) => {
		canaries.happen(STARTED, ...stepTo(1, 5));
		expect(await canary(words)).toMatch(told);
	});

	it.each([
		[{ name: 'httproute/other', namespace: 'shop' }, /drives httproute\/other in shop, not httproute\/lanes/],
		[{ name: 'httproute/lanes', namespace: 'else' }, /in else, not httproute\/lanes in shop: --target httpr/],
		[{ name: 'entry' }, /drives the entry's own split, not httproute\/lanes in shop: kubectl .*port-forward/],
	])('refuses where the controller drives %j', async (target, message) => {
		canaries.set({ target });
		await expect(canary(start())).rejects.toMatchObject({
			code: 'conflict',
			message: expect.stringMatching(message),
		});
		await expect(canary(['abort', ...why])).rejects.toMatchObject({ code: 'conflict' });
		expect(posted()).toEqual([]);
	});

	it('goes on without a controller as far as the platform does', async () => {
		canaries.set({ controlled: false, target: undefined });
		expect(await canary(['status'])).toMatch(/no canary yet/);
	});

	it('tells what is about objects from what is about a platform', async () => {
		await expect(canary(['status'], canaries.url)).rejects.toThrow(/--namespace is about an object/);
		await expect(canary(['status'], 'ingress/front')).rejects.toThrow(/no target: expected the URL/);
	});
});
