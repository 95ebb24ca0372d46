import { ensureByApt } from './apt.ts';
import { findOnPath } from './on-path.ts';
import type { Tool, ToolContext } from './tool.ts';

const wayOut = 'apt-get install redis-server, brew install redis, or name a server by CANARIO_TEST_REDIS_URL';

/** Looks without installing. */
export function findRedisServer(env: NodeJS.ProcessEnv): Tool {
	const path = findOnPath('redis-server', env);
	return path === undefined ? { missing: 'redis-server is not on the PATH', wayOut } : { path };
}

/** Takes redis-server from the PATH, else installs it where that needs no question (root and apt-get). */
export const ensureRedisServer = (context: ToolContext): Promise<Tool> =>
	ensureByApt({ name: 'redis-server', wayOut, find: findRedisServer }, context);
