import { ensureByApt } from './apt.ts';
import { findOnPath } from './on-path.ts';
import type { Tool, ToolContext } from './tool.ts';

const wayOut = 'apt-get install nginx, or brew install nginx';

/** Looks without installing. Debian has it where only root's PATH leads. */
function findNginx(env: NodeJS.ProcessEnv): Tool {
	const path = findOnPath('nginx', { ...env, PATH: `${env.PATH ?? ''}:/usr/sbin` });
	return path === undefined ? { missing: 'nginx is not on the PATH', wayOut } : { path };
}

/** Takes nginx from the PATH, else installs it where that needs no question (root and apt-get). */
export const ensureNginx = (context: ToolContext): Promise<Tool> =>
	ensureByApt({ name: 'nginx', wayOut, find: findNginx }, context);
