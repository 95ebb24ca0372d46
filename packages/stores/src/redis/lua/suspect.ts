import { script } from './script.ts';

/** Notes a doubt. */
export const suspect = script<null>(
	`#!lua flags=allow-oom
-- KEYS: meta.
redis.call('HINCRBY', KEYS[1], 'suspects', 1)
`,
	1,
);
