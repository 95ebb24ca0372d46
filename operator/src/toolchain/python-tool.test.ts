import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOnPath } from './on-path.ts';
import { ensurePythonTool, findPythonTool } from './python-tool.ts';

const TOOL = { project: 'Example', version: '1.2.3', executable: 'example' };
/** Plays python3: says it can make environments, makes one whose python plays pip, and notes what it was asked. */
const PYTHON = `#!/bin/sh
echo "$*" >>"$CALLS"
case "$1 $2" in
'-c '*) echo venv ;;
'-m venv') mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
'-m pip')
	[ -z "$PIP_FAILS" ] || { echo "$PIP_FAILS" >&2; exit 1; }
	printf '#!/bin/sh\\n' >"$(dirname "$0")/example" && chmod +x "$(dirname "$0")/example" ;;
esac`;

let folder: string;
let env: NodeJS.ProcessEnv;
const venv = () => join(folder, 'cache/canario/example-1.2.3');
const told: string[] = [];
const context = () => ({ env, tell: (line: string) => told.push(line) });
const pipCalls = () =>
	readFileSync(join(folder, 'calls'), 'utf8')
		.split('\n')
		.filter((call) => call.startsWith('-m pip'));

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'canario-python-'));
	mkdirSync(join(folder, 'bin'));
	writeFileSync(join(folder, 'bin/python3'), PYTHON);
	chmodSync(join(folder, 'bin/python3'), 0o755);
	for (const tool of ['sh', 'mkdir', 'cp', 'dirname', 'chmod']) {
		symlinkSync(findOnPath(tool, process.env) ?? tool, join(folder, 'bin', tool));
	}
	env = { PATH: join(folder, 'bin'), XDG_CACHE_HOME: join(folder, 'cache'), CALLS: join(folder, 'calls') };
	told.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ensurePythonTool', () => {
	it('installs the exact version into an environment of its own, and tells so', async () => {
		expect(await ensurePythonTool(TOOL, context())).toEqual({ path: join(venv(), 'bin/example') });
		expect(pipCalls()).toEqual([expect.stringMatching(/ Example==1\.2\.3$/)]);
		expect(told).toEqual([expect.stringContaining('installing Example==1.2.3')]);
	});

	it('is quiet and quick when it is there already', async () => {
		await ensurePythonTool(TOOL, context());
		told.length = 0;
		await ensurePythonTool(TOOL, context());
		expect(pipCalls()).toHaveLength(1);
		expect(told).toEqual([]);
	});

	it('installs once when asked twice at once', async () => {
		await Promise.all([ensurePythonTool(TOOL, context()), ensurePythonTool(TOOL, context())]);
		expect(pipCalls()).toHaveLength(1);
	});

	it('does an interrupted installation again', async () => {
		await ensurePythonTool(TOOL, context());
		rmSync(join(venv(), 'complete'));
		expect(findPythonTool(TOOL, env)).toHaveProperty('missing');
		await ensurePythonTool(TOOL, context());
		expect(pipCalls()).toHaveLength(2);
	});

	it('does it again when the Python under it is gone', async () => {
		await ensurePythonTool(TOOL, context());
		rmSync(join(venv(), 'bin/python'));
		expect(await ensurePythonTool(TOOL, context())).toHaveProperty('path');
		expect(pipCalls()).toHaveLength(2);
	});

	it('says why and what to do when PyPI cannot be reached', async () => {
		env.PIP_FAILS = 'ERROR: No matching distribution';
		const tool = await ensurePythonTool(TOOL, context());
		expect(tool).toMatchObject({
			missing: expect.stringMatching(/^Example==1\.2\.3 could not .*No matching/),
		});
		expect(findPythonTool(TOOL, env)).toHaveProperty('missing');
	});

	it('says what to do when there is no Python', async () => {
		env.PATH = join(folder, 'nowhere');
		expect(await ensurePythonTool(TOOL, context())).toMatchObject({
			missing: 'there is no Python 3.10 or newer on the PATH',
			wayOut: expect.stringContaining('install Python 3.10'),
		});
	});
});
