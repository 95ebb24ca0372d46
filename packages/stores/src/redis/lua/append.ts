import { script } from './script.ts';

/**
 * Appends one entry for each payload and wakes the readers. It may not run out of memory: it is refused as a
 * whole, so that no sender hears of a vaccination that is half in.
 */
export const append = script<null>(
	`#!lua
-- KEYS: stream, books. ARGV: channel, payloads.
for i = 2, #ARGV do
	redis.call('XADD', KEYS[1], '*', 'v', ARGV[i])
end
redis.call('HINCRBY', KEYS[2], 'appended', #ARGV - 1)
redis.call('PUBLISH', ARGV[1], #ARGV - 1)
`,
	2,
);
