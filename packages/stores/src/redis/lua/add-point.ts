import { script } from './script.ts';

/** Keeps a point of the history unless its instant has one, and drops what is too old by then. */
export const addPoint = script<null>(
	`#!lua flags=allow-oom
-- KEYS: history. ARGV: instant, instant before which points go, point.
if redis.call('ZCOUNT', KEYS[1], ARGV[1], ARGV[1]) > 0 then return end
redis.call('ZADD', KEYS[1], ARGV[1], ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[2])
`,
	1,
);
