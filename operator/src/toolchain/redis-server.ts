import { aptInstall, canUseApt } from './apt.ts';
import { findOnPath } from './on-path.ts';
import type { Tool, ToolContext } from './tool.ts';

const wayOut = 'apt-get install redis-server, brew install redis, or name a server by CANARIO_TEST_REDIS_URL';

/** Looks without installing. */
export function findRedisServer(env: NodeJS.ProcessEnv): Tool {
	const path = findOnPath('redis-server', env);
	return path === undefined ? { missing: 'redis-server is not on the PATH', wayOut } : { path };
}

/** Takes redis-server from the PATH, else installs it where that needs no question (root and apt-get). */
export async function ensureRedisServer(context: ToolContext): Promise<Tool> {
	const found = findRedisServer(context.env);
	if ('path' in found || !canUseApt(context.env)) return found;
	const failure = await aptInstall('redis-server', context);
	return failure === undefined ? findRedisServer(context.env) : { missing: failure, wayOut };
}
