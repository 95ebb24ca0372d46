import { aptInstall, canUseApt } from './apt.ts';
import { findOnPath } from './on-path.ts';
import { lastLine, runCommand } from './run-command.ts';
import type { Tool, ToolContext } from './tool.ts';

const NAMES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
const wayOut = 'install Python 3.10 or newer with its venv module (Debian: apt-get install python3-venv)';
/** Prints `venv` where environments can be made, `bare` where the module's parts are missing; fails below 3.10. */
const QUESTION = `
import sys
assert sys.version_info >= (3, 10)
try:
	import ensurepip, venv
	print('venv')
except ImportError:
	print('bare')
`;

/** A Python of 3.10 or newer that can make virtual environments. */
export async function ensurePython(context: ToolContext): Promise<Tool> {
	const found = NAMES.map((name) => findOnPath(name, context.env)).filter((path) => path !== undefined);
	const answers = await Promise.all(found.map((path) => ask(path, context.env)));
	const complete = found[answers.indexOf('venv')];
	if (complete !== undefined) return { path: complete };
	const bare = found[answers.indexOf('bare')];
	if (bare === undefined) return { missing: 'there is no Python 3.10 or newer on the PATH', wayOut };
	if (canUseApt(context.env)) {
		await aptInstall('python3-venv', context);
		if ((await ask(bare, context.env)) === 'venv') return { path: bare };
	}
	return { missing: `${bare} has no venv module`, wayOut };
}

async function ask(path: string, env: NodeJS.ProcessEnv): Promise<string> {
	const { status, output } = await runCommand(path, ['-c', QUESTION], { env, timeoutMs: 20_000 });
	return status === 0 ? lastLine(output) : '';
}
