import { script } from './script.ts';
import { BURY, COUNT, TAKE } from './shared.ts';

/**
 * Ends deliveries and counts them. An entry belongs to whoever deletes it: so it is counted once, also when
 * two consumers settle it. Counts come summed over a call, so when only a part of what was stored is ours to
 * end, they cannot be taken apart: the statistics are marked instead, and rebuilt.
 */
export const settle = script<null>(
	`#!lua flags=allow-oom
-- KEYS: stream, books, dead, dead ids, meta, a, b, last.
-- ARGV: group; how many were stored, their entries; how many are repeats, their entries; how many are dead, of
-- each its entry and what BURY takes; what COUNT takes.
${TAKE}${COUNT}${BURY}
local group = take()
local function finish(many)
	local ended = 0
	for first = at + 1, at + many, 1000 do
		local last = math.min(first + 999, at + many)
		redis.call('XACK', KEYS[1], group, unpack(ARGV, first, last))
		ended = ended + redis.call('XDEL', KEYS[1], unpack(ARGV, first, last))
	end
	at = at + many
	return ended
end

local stored = tonumber(take())
local ended = finish(stored)

local repeats = finish(tonumber(take()))
if repeats > 0 then redis.call('HINCRBY', KEYS[2], 'repeats', repeats) end

for _ = 1, tonumber(take()) do
	bury(KEYS[2], KEYS[3], KEYS[4], finish(1) == 1)
end

if ended == stored then
	count(KEYS[5], KEYS[6], KEYS[7], KEYS[8])
elseif ended > 0 then
	redis.call('HINCRBY', KEYS[5], 'suspects', 1)
end
`,
	8,
);

/** Books and counts vaccinations of the classroom mode, which have no entries. */
export const settleBroadcast = script<null>(
	`#!lua flags=allow-oom
-- KEYS: books, dead, dead ids, meta, a, b, last. ARGV: how many are repeats; how many are dead, of each what
-- BURY takes; what COUNT takes.
${TAKE}${COUNT}${BURY}
local repeats = tonumber(take())
if repeats > 0 then redis.call('HINCRBY', KEYS[1], 'repeats', repeats) end
for _ = 1, tonumber(take()) do
	bury(KEYS[1], KEYS[2], KEYS[3], true)
end
count(KEYS[4], KEYS[5], KEYS[6], KEYS[7])
`,
	7,
);
