import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDir } from './cache-dir.ts';
import { withFileLock } from './file-lock.ts';
import { isExecutable } from './on-path.ts';
import { ensurePython } from './python.ts';
import { lastLine, runCommand } from './run-command.ts';
import type { Tool, ToolContext } from './tool.ts';

/** A program from PyPI, in a virtual environment of its own. */
export interface PythonTool {
	/** As PyPI spells it. */
	readonly project: string;
	/** Exact, so that every machine runs the same. */
	readonly version: string;
	/** Its name in the environment's `bin`. */
	readonly executable: string;
}

/** Looks without installing. An installation that was interrupted counts as missing. */
export function findPythonTool(tool: PythonTool, env: NodeJS.ProcessEnv): Tool {
	const { venv, path, marker } = placesOf(tool, env);
	const complete = existsSync(marker) && readFileSync(marker, 'utf8').trim() === requirementOf(tool);
	// Python may have been removed or upgraded under the environment since.
	if (complete && isExecutable(path) && isExecutable(join(venv, 'bin', 'python'))) return { path };
	return {
		missing: `${tool.project} ${tool.version} is not installed`,
		wayOut: './canario test installs it',
	};
}

/** Finds the tool in the cache folder, else installs it there. */
export async function ensurePythonTool(tool: PythonTool, context: ToolContext): Promise<Tool> {
	const found = findPythonTool(tool, context.env);
	if ('path' in found) return found;
	const python = await ensurePython(context);
	if (!('path' in python)) return python;
	return withFileLock(`${placesOf(tool, context.env).venv}.lock`, async () => {
		// Another process may have done it while this one waited.
		const now = findPythonTool(tool, context.env);
		return 'path' in now ? now : install(tool, python.path, context);
	});
}

async function install(tool: PythonTool, python: string, { env, tell }: ToolContext): Promise<Tool> {
	const { venv, marker } = placesOf(tool, env);
	const requirement = requirementOf(tool);
	tell(`installing ${requirement} (pip, in ${venv}) …`);
	await rm(venv, { recursive: true, force: true });
	await mkdir(venv, { recursive: true });
	const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '--quiet', requirement];
	for (const [command, args] of [
		[python, ['-m', 'venv', venv]],
		[join(venv, 'bin', 'python'), pip],
	] as const) {
		const { status, output } = await runCommand(command, args, { env });
		if (status !== 0) return notInstalled(requirement, output);
	}
	await writeFile(marker, `${requirement}\n`);
	return findPythonTool(tool, env);
}

const notInstalled = (requirement: string, output: string): Tool => ({
	missing: `${requirement} could not be installed: ${lastLine(output)}`,
	wayOut: 'check the network and that pip reaches PyPI, then run ./canario test again',
});

const requirementOf = ({ project, version }: PythonTool) => `${project}==${version}`;

function placesOf(tool: PythonTool, env: NodeJS.ProcessEnv) {
	const venv = join(cacheDir(env), `${tool.project.toLowerCase()}-${tool.version}`);
	return { venv, path: join(venv, 'bin', tool.executable), marker: join(venv, 'complete') };
}
