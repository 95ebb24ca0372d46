import { ensureGoTool, findGoTool, type GoTool } from './go-tool.ts';
import { findOnPath } from './on-path.ts';
import { isMissing, type Tool, type ToolContext } from './tool.ts';

const KUSTOMIZE: GoTool = {
	name: 'kustomize',
	executable: 'kustomize',
	folder: 'kustomize',
	module: 'sigs.k8s.io/kustomize/kustomize/v5',
	package: 'sigs.k8s.io/kustomize/kustomize/v5',
	wayOut: 'have kustomize on the PATH',
};

/** Looks on the PATH, then in the cache, without building. */
export function findKustomize(env: NodeJS.ProcessEnv): Tool {
	const path = findOnPath('kustomize', env);
	return path === undefined ? findGoTool(KUSTOMIZE, env) : { path };
}

/** kustomize from the PATH or the cache, else built where Go is there (a quarter of a minute, 16 MB). */
export async function ensureKustomize(context: ToolContext): Promise<Tool> {
	const found = findKustomize(context.env);
	return isMissing(found) ? ensureGoTool(KUSTOMIZE, context) : found;
}
