import { script } from './script.ts';

/** Publishes vaccinations to whoever listens now, and books them as taken. */
export const broadcast = script<null>(
	`#!lua
-- KEYS: books. ARGV: channel, message, how many vaccinations are in it.
redis.call('HINCRBY', KEYS[1], 'broadcast', ARGV[3])
redis.call('PUBLISH', ARGV[1], ARGV[2])
`,
	1,
);
