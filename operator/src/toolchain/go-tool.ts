import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheDir } from './cache-dir.ts';
import { withFileLock } from './file-lock.ts';
import { findOnPath, isExecutable } from './on-path.ts';
import { type CommandResult, lastLine, runCommand } from './run-command.ts';
import { isMissing, type Tool, type ToolContext } from './tool.ts';

/** On a small and busy machine, cold. */
const BUILD_MS = 45 * 60_000;

/** A program that Go builds from its module proxy; what it is made of is pinned by a go.sum of ours. */
export interface GoTool {
	/** As a sentence names it, before its version. */
	readonly name: string;
	readonly executable: string;
	/** Beside this file; its go.mod and go.sum are the pins. */
	readonly folder: string;
	/** The module whose version is the program's. */
	readonly module: string;
	/** What is built, seen from the folder. */
	readonly package: string;
	/** Files of the folder, beside go.mod and go.sum, that make another program when they change. */
	readonly files?: readonly string[];
	/** What the linker sets, each as `package.variable=value`. */
	stamp?(version: string): readonly string[];
	/** What a person can do where Go is missing. */
	readonly wayOut: string;
	/** Lays what belongs beside the program into `beside`. Gives back a reason when it cannot. */
	furnish?(go: Go, beside: string): Promise<string | undefined>;
}

/** Runs go in a folder of sources. */
export type Go = (args: readonly string[], cwd: string) => Promise<CommandResult>;

/** The folder of a tool's sources, as a path. */
export const sourcesOf = (folder: string): string => fileURLToPath(new URL(folder, import.meta.url));

/** Looks without building. A build that was interrupted, or of other sources, counts as missing. */
export function findGoTool(tool: GoTool, env: NodeJS.ProcessEnv): Tool {
	const { path, marker } = placesOf(tool, env);
	if (existsSync(marker) && isExecutable(path)) return { path };
	return { missing: `${titleOf(tool)} is not built`, wayOut: './canario test builds it' };
}

/** Finds the tool in the cache folder, else builds it there where Go is on the PATH. */
export async function ensureGoTool(tool: GoTool, context: ToolContext): Promise<Tool> {
	const found = findGoTool(tool, context.env);
	if (!isMissing(found)) return found;
	const go = findOnPath('go', context.env);
	if (go === undefined) {
		return { missing: 'there is no go on the PATH to build it with', wayOut: wayOutOf(tool) };
	}
	return withFileLock(`${placesOf(tool, context.env).folder}.lock`, async () => {
		// Another process may have done it while this one waited.
		const now = findGoTool(tool, context.env);
		return isMissing(now) ? build(tool, go, context) : now;
	});
}

async function build(tool: GoTool, program: string, { env, tell }: ToolContext): Promise<Tool> {
	const { folder, path, marker } = placesOf(tool, env);
	const settings = { env: { ...env, CGO_ENABLED: '0', GOWORK: 'off' }, timeoutMs: BUILD_MS };
	const go: Go = (args, cwd) => runCommand(program, args, { ...settings, cwd });
	tell(`building ${titleOf(tool)} (go, in ${folder}; minutes the first time) …`);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	const stamps = (tool.stamp?.(versionOf(tool)) ?? []).map((value) => ` -X ${value}`).join('');
	const flags = ['-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', `-s -w${stamps}`];
	const built = await go(['build', ...flags, '-o', `${path}.new`, tool.package], sourcesOf(tool.folder));
	const failure = built.status === 0 ? await tool.furnish?.(go, folder) : lastLine(built.output);
	if (failure !== undefined) return notBuilt(tool, failure);
	await rename(`${path}.new`, path);
	await writeFile(marker, '');
	return findGoTool(tool, env);
}

const notBuilt = (tool: GoTool, failure: string): Tool => ({
	missing: `${titleOf(tool)} could not be built: ${failure}`,
	wayOut: `check the network and that go reaches its module proxy, or ${wayOutOf(tool)}`,
});

const wayOutOf = ({ wayOut }: GoTool) => `install Go 1.26 (https://go.dev/dl), or ${wayOut}`;

const titleOf = (tool: GoTool) => `${tool.name} ${versionOf(tool)}`;

/** As go.mod pins it, after a `tool` line that may name it too. */
function versionOf({ folder, module }: GoTool): string {
	const pins = readFileSync(join(sourcesOf(folder), 'go.mod'), 'utf8').split(/\s+/);
	return pins[pins.lastIndexOf(module) + 1]?.slice(1) ?? '';
}

function placesOf(tool: GoTool, env: NodeJS.ProcessEnv) {
	const sources = createHash('sha256');
	for (const file of ['go.mod', 'go.sum', ...(tool.files ?? [])]) {
		sources.update(readFileSync(join(sourcesOf(tool.folder), file)));
	}
	const name = `${tool.executable}-${versionOf(tool)}-${sources.digest('hex').slice(0, 8)}`;
	const folder = join(cacheDir(env), name);
	return { folder, path: join(folder, tool.executable), marker: join(folder, 'complete') };
}
