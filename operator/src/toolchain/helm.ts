import { spawnSync } from 'node:child_process';
import { ensureGoTool, findGoTool, type GoTool } from './go-tool.ts';
import { findOnPath } from './on-path.ts';
import { isMissing, type Tool, type ToolContext } from './tool.ts';

const HELM: GoTool = {
	name: 'helm',
	executable: 'helm',
	folder: 'helm',
	module: 'helm.sh/helm/v4',
	package: 'helm.sh/helm/v4/cmd/helm',
	stamp: (version) => [`helm.sh/helm/v4/internal/version.version=v${version}`],
	wayOut: 'have helm 4 on the PATH',
};

/** Looks on the PATH for Helm 4, then in the cache, without building. */
export function findHelm(env: NodeJS.ProcessEnv): Tool {
	const path = findOnPath('helm', env);
	return path !== undefined && isHelm4(path, env) ? { path } : findGoTool(HELM, env);
}

/** Helm 4 from the PATH or the cache, else built where Go is there (two minutes on two cores, 67 MB). */
export async function ensureHelm(context: ToolContext): Promise<Tool> {
	const found = findHelm(context.env);
	return isMissing(found) ? ensureGoTool(HELM, context) : found;
}

/** Helm has no `--version`; this takes it a fifth of a second and no network. */
function isHelm4(path: string, env: NodeJS.ProcessEnv): boolean {
	const told = spawnSync(path, ['version', '--short'], { env, encoding: 'utf8', timeout: 5_000 });
	return told.status === 0 && told.stdout.startsWith('v4.');
}
