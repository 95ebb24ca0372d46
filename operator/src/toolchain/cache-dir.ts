import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where installed tools are kept between runs and clones: `$XDG_CACHE_HOME/canario`, else `~/.cache/canario`. */
export function cacheDir(env: NodeJS.ProcessEnv): string {
	const given = env.XDG_CACHE_HOME ?? '';
	// The XDG specification has relative paths ignored.
	return join(isAbsolute(given) ? given : join(env.HOME || homedir(), '.cache'), 'canario');
}
