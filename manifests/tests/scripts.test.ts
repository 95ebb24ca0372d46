import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MANIFESTS, read } from './objects.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'canario-scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [, linkerdVersion = ''] = /^LINKERD_VERSION=(.*)$/m.exec(read('cluster/versions.env')) ?? [];

/** Programs that note how they were called, and otherwise do what their script says. */
function play(programs: Readonly<Record<string, string>>): void {
	for (const [name, script] of Object.entries(programs)) {
		const text = `#!/bin/sh\necho "${name} $*" >> ${folder}/calls\n${script}\n`;
		writeFileSync(join(folder, name), text, { mode: 0o755 });
	}
}

/** A machine on which everything is there already. */
const COMPLETE = {
	docker: '',
	kind: '[ "$1 $2" = "get clusters" ] && echo canario; true',
	kubectl: '',
	linkerd: `[ "$1" = version ] && echo ${linkerdVersion}; true`,
};

function run(script: string): { status: number | null; told: string; calls: string[] } {
	const { status, stderr } = spawnSync('sh', [resolve(MANIFESTS, 'cluster', script)], {
		encoding: 'utf8',
		env: { PATH: `${folder}:/usr/bin:/bin` },
	});
	return { status, told: stderr, calls: readFileSync(join(folder, 'calls'), 'utf8').split('\n') };
}

describe('kind-up.sh', () => {
	it('does nothing where all is there', () => {
		play(COMPLETE);
		const { status, told, calls } = run('kind-up.sh');
		expect(status).toBe(0);
		expect(told).not.toMatch(/^doing/m);
		expect(calls.filter((call) => /create cluster| apply |install/.test(call))).toStrictEqual([]);
	});

	it('makes a cluster where there is none, and goes on when it is there', () => {
		const kind = `case "$1 $2" in
			"get clusters") [ -f ${folder}/made ] && echo canario ;;
			"create cluster") touch ${folder}/made ;;
		esac
		exit 0`;
		play({ ...COMPLETE, kind });
		const { status, told } = run('kind-up.sh');
		expect(status).toBe(0);
		expect(told).toContain('doing cluster canario (kind)\nok    cluster canario (kind)\n');
	});

	it('says which image has to be built first', () => {
		play({ ...COMPLETE, docker: 'case "$3" in canario/web:*) exit 1 ;; esac' });
		const { status, told } = run('kind-up.sh');
		expect(status).toBe(1);
		expect(told).toMatch(/there is no image canario\/web:.* build it first/);
	});

	it('refuses a Linkerd of another version', () => {
		play({ ...COMPLETE, linkerd: '[ "$1" = version ] && echo edge-25.1.1; true' });
		const { status, told } = run('kind-up.sh');
		expect(status).toBe(1);
		expect(told).toContain(`linkerd is edge-25.1.1, and ${linkerdVersion} was expected`);
	});
});

it('deploy.sh names the overlays that there are', () => {
	play(COMPLETE);
	writeFileSync(join(folder, 'calls'), '');
	expect(run('deploy.sh').told).toMatch(/local, demo, demo-smi, production or gke/);
});
