import { expect, it } from 'vitest';
import { cacheDir } from './cache-dir.ts';

it.each([
	[{ HOME: '/home/ana', XDG_CACHE_HOME: '/var/cache' }, '/var/cache/canario'],
	[{ HOME: '/home/ana' }, '/home/ana/.cache/canario'],
	[{ HOME: '/home/ana', XDG_CACHE_HOME: '' }, '/home/ana/.cache/canario'],
	[{ HOME: '/home/ana', XDG_CACHE_HOME: 'relative' }, '/home/ana/.cache/canario'],
])('keeps tools of %j in %s', (env, folder) => {
	expect(cacheDir(env)).toBe(folder);
});
