import { script } from './script.ts';

/** Takes or prolongs the lease; 0 when another holds it. */
export const lease = script<0 | 1>(
	`#!lua flags=allow-oom
-- KEYS: lease. ARGV: holder, how long (ms).
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`,
	1,
);

/** Ends the lease, if it is the holder's. */
export const release = script<null>(
	`#!lua flags=allow-oom
-- KEYS: lease. ARGV: holder.
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
`,
	1,
);
