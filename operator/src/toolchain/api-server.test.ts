import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureApiServer, findApiServer } from './api-server.ts';
import { findOnPath } from './on-path.ts';

/** Plays go: notes what it was asked, "builds" a program, and has a module with one CRD. */
const GO = `#!/bin/sh
echo "$CGO_ENABLED $*" >>"$CALLS"
[ -z "$GO_FAILS" ] || { echo "$GO_FAILS" >&2; exit 1; }
case "$1" in
build)
	while [ "$1" != -o ]; do shift; done
	printf '#!/bin/sh\\n' >"$2" && chmod +x "$2" ;;
mod)
	mkdir -p "$MODULE/config/crd/standard"
	echo crd >"$MODULE/config/crd/standard/gateway.networking.k8s.io_httproutes.yaml"
	printf '{\\n\\t"Dir": "%s",\\n}\\n' "$MODULE" ;;
esac`;

let folder: string;
let env: NodeJS.ProcessEnv;
let told: string[];
const context = () => ({ env, tell: (line: string) => told.push(line) });
const calls = () => (existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8') : '');

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'canario-go-'));
	told = [];
	const bin = join(folder, 'bin');
	mkdirSync(bin);
	writeFileSync(join(bin, 'go'), GO);
	chmodSync(join(bin, 'go'), 0o755);
	for (const tool of ['sh', 'mkdir', 'chmod'])
		symlinkSync(findOnPath(tool, process.env) ?? tool, join(bin, tool));
	env = {
		PATH: bin,
		XDG_CACHE_HOME: join(folder, 'cache'),
		CALLS: join(folder, 'calls'),
		MODULE: join(folder, 'module'),
	};
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ensureApiServer', () => {
	it('builds the program and lays the CRDs beside it, and tells so', async () => {
		const tool = await ensureApiServer(context());
		expect(tool).toEqual({
			path: expect.stringMatching(/canario\/api-server-1\.\d+\.\d+-\w{8}\/api-server$/),
		});
		const crds = join(dirname('path' in tool ? tool.path : ''), 'crds');
		expect(readFileSync(join(crds, 'http-route.yaml'), 'utf8')).toBe('crd\n');
		expect(readFileSync(join(crds, 'traffic-split.yaml'), 'utf8')).toContain(
			'trafficsplits.split.smi-spec.io',
		);
		expect(calls()).toMatch(/^0 build .*-mod=readonly .*gitVersion=v1\.\d+\.\d+ /);
		expect(told).toEqual([expect.stringContaining('building the API server')]);
		expect(findApiServer(env)).toEqual(tool);
	});

	it('is quick and quiet when it is there already', async () => {
		await ensureApiServer(context());
		const before = calls();
		await ensureApiServer(context());
		expect(calls()).toBe(before);
		expect(told).toHaveLength(1);
	});

	it('takes a build that was interrupted for none', async () => {
		const tool = await ensureApiServer(context());
		rmSync(join(dirname('path' in tool ? tool.path : ''), 'complete'));
		expect(findApiServer(env)).toMatchObject({ missing: expect.stringContaining('is not built') });
	});

	it('says what is missing without Go, and why a build failed', async () => {
		env.GO_FAILS = 'dial tcp: lookup proxy.golang.org: no such host';
		expect(await ensureApiServer(context())).toEqual({
			missing: `the API server could not be built: ${env.GO_FAILS}`,
			wayOut: expect.stringContaining('CANARIO_TEST_KUBECONFIG'),
		});
		env.PATH = '/nowhere';
		expect(await ensureApiServer(context())).toEqual({
			missing: 'there is no go on the PATH to build it with',
			wayOut: expect.stringContaining('https://go.dev/dl'),
		});
	});
});
