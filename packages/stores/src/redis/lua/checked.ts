import { script } from './script.ts';

/** Notes how far the statistics were compared, and forgets old time slots. */
export const checked = script<null>(
	`#!lua flags=allow-oom
-- KEYS: meta, a, b. ARGV: slot before which all is equal, time, first slot that is kept.
local current = redis.call('HGET', KEYS[1], 'current')
if not current then return end
redis.call('HSET', KEYS[1], 'checkedSlot', ARGV[1], 'checkedAt', ARGV[2])
local hash = current == 'a' and KEYS[2] or KEYS[3]
for _, field in ipairs(redis.call('HKEYS', hash)) do
	local slot = string.match(field, '^slot|(%d+)|')
	if slot and tonumber(slot) < tonumber(ARGV[3]) then redis.call('HDEL', hash, field) end
end
`,
	3,
);
