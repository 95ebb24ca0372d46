import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeClusterFault } from './node-cluster.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'canario-kubectl-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** With a kubectl that answers so, by its first two words. */
function env(answers: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
	const cases = Object.entries(answers).map(([words, act]) => `"${words}") ${act} ;;`);
	const script = `#!/bin/sh\ncase "$1 $2" in\n${cases.join('\n')}\nesac\n`;
	writeFileSync(join(folder, 'kubectl'), script, { mode: 0o755 });
	return { PATH: `${folder}:/usr/bin:/bin` };
}

const SOUND = { 'config current-context': 'echo kind-canario', 'get nodes': 'echo node/one' };

it('finds nothing against a cluster that answers and has a node', async () => {
	expect(await nodeClusterFault(env(SOUND))).toBeUndefined();
});

it.each([
	['no context', { 'config current-context': 'exit 1' }, /no cluster is known/],
	[
		'no answer',
		{ ...SOUND, 'get nodes': 'echo refused >&2; exit 1' },
		/kind-canario does not answer: refused/,
	],
	['no node', { ...SOUND, 'get nodes': 'true' }, /has no node/],
	['a run before', { ...SOUND, 'get namespace': 'echo namespace/canario-ci' }, /canario-ci is there already/],
])('tells of %s, and the way out', async (_, answers, missing) => {
	const fault = await nodeClusterFault(env(answers));
	expect(fault?.missing).toMatch(missing);
	expect(fault?.wayOut).toMatch(/\w/);
});

it('tells where kubectl is to be had', async () => {
	expect(await nodeClusterFault({ PATH: folder })).toMatchObject({ missing: 'kubectl is not on the PATH' });
});
