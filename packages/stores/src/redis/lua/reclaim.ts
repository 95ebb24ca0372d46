import { script } from './script.ts';

/** An entry: its id, its fields and values in turn, how often it was handed out. */
export type ReclaimedEntry = readonly [entryId: string, fields: readonly string[], deliveries: number];

/**
 * Hands entries that were held for long to a consumer. When there are none it lets consumers go that hold
 * nothing and have not asked for long, for each restart of a subscriber brings a new name.
 */
export const reclaim = script<readonly ReclaimedEntry[]>(
	`#!lua flags=allow-oom
-- KEYS: stream. ARGV: group, consumer, shortest idle time (ms), limit, idle time after which a consumer goes (ms).
local group, consumer = ARGV[1], ARGV[2]
local found = {}
local cursor = '0-0'
repeat
	local reply = redis.call('XAUTOCLAIM', KEYS[1], group, consumer, ARGV[3], cursor, 'COUNT', ARGV[4] - #found)
	cursor = reply[1]
	for _, entry in ipairs(reply[2]) do
		local pending = redis.call('XPENDING', KEYS[1], group, entry[1], entry[1], 1)
		table.insert(found, { entry[1], entry[2], pending[1][4] })
	end
until cursor == '0-0' or #found >= tonumber(ARGV[4])

if #found == 0 then
	for _, info in ipairs(redis.call('XINFO', 'CONSUMERS', KEYS[1], group)) do
		local of = {}
		for i = 1, #info, 2 do of[info[i]] = info[i + 1] end
		if of.pending == 0 and of.idle > tonumber(ARGV[5]) and of.name ~= consumer then
			redis.call('XGROUP', 'DELCONSUMER', KEYS[1], group, of.name)
		end
	end
end
return found
`,
	1,
);
