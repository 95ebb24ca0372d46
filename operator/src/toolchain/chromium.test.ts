import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureChromium, findChromium } from './chromium.ts';
import { findOnPath } from './on-path.ts';

/** Plays apt-get: notes what it was asked, and puts a chromium beside itself, or fails at it. */
const APT_GET = `#!/bin/sh
echo "$*" >>"$CALLS"
[ -z "$APT_FAILS" ] || { echo "$APT_FAILS" >&2; exit 100; }
case "$*" in *install*chromium) printf '#!/bin/sh\\n' >"$FOLDER/chromium" && chmod +x "$FOLDER/chromium" ;; esac`;

let folder: string;
let env: NodeJS.ProcessEnv;
const told: string[] = [];
const ensure = () => ensureChromium({ env, tell: (line) => told.push(line) });
const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n');
const program = (name: string, content = '#!/bin/sh\n') => {
	writeFileSync(join(folder, name), content);
	chmodSync(join(folder, name), 0o755);
};

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'canario-chromium-'));
	for (const tool of ['sh', 'chmod']) symlinkSync(findOnPath(tool, process.env) ?? tool, join(folder, tool));
	program('apt-get', APT_GET);
	env = { PATH: folder, FOLDER: folder, CALLS: join(folder, 'calls') };
	told.length = 0;
	vi.spyOn(process, 'getuid').mockReturnValue(0);
});
afterEach(() => {
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true });
});

describe('findChromium', () => {
	it.each(['chromium', 'chromium-browser', 'google-chrome'])('takes %s from the PATH', (name) => {
		program(name);
		expect(findChromium(env)).toEqual({ path: join(folder, name) });
	});

	it('prefers chromium where there is another as well', () => {
		program('google-chrome');
		program('chromium');
		expect(findChromium(env)).toEqual({ path: join(folder, 'chromium') });
	});
});

describe('ensureChromium', () => {
	it('installs nothing where a browser is on the PATH', async () => {
		program('google-chrome');
		expect(await ensure()).toEqual({ path: join(folder, 'google-chrome') });
		expect(told).toEqual([]);
	});

	it('installs it by apt-get as root, and tells so', async () => {
		expect(await ensure()).toEqual({ path: join(folder, 'chromium') });
		expect(calls()).toEqual([expect.stringMatching(/ install -y --no-install-recommends chromium$/)]);
		expect(told).toEqual([expect.stringContaining('installing chromium')]);
	});

	it('refreshes the package lists and tries once more, then says why not and what to do', async () => {
		env.APT_FAILS = 'E: Unable to locate package chromium';
		expect(await ensure()).toEqual({
			missing: 'apt-get install chromium failed: E: Unable to locate package chromium',
			wayOut: expect.stringContaining('google-chrome'),
		});
		expect(calls().map((call) => call.split(' ').slice(2)[0])).toEqual(['install', 'update', 'install']);
	});

	it('does not ask for a password: without root it says that there is none', async () => {
		vi.spyOn(process, 'getuid').mockReturnValue(1000);
		expect(await ensure()).toEqual({
			missing: 'none of chromium, chromium-browser, google-chrome is on the PATH',
			wayOut: expect.any(String),
		});
		expect(told).toEqual([]);
	});
});
