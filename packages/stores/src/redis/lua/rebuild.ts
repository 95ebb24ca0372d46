import { script } from './script.ts';
import { ADD_LAST, BOOKS, TAKE } from './shared.ts';

/** Begins a generation with a cut, in place of one that was begun before and not finished. */
export const beginRebuild = script<null>(
	`#!lua flags=allow-oom
-- KEYS: meta, a, b. ARGV: cut.
local state = redis.call('HMGET', KEYS[1], 'current', 'suspects')
local next = state[1] == 'a' and 'b' or 'a'
redis.call('DEL', next == 'a' and KEYS[2] or KEYS[3])
-- Doubts that come up from now on are not settled by this rebuild.
redis.call('HSET', KEYS[1], 'next', next, 'cut:' .. next, ARGV[1], 'suspectsAtBegin', state[2] or 0)
`,
	3,
);

/** Puts the next generation in place of the current one; 0 when none with that cut was begun. */
export const finishRebuild = script<0 | 1>(
	`#!lua flags=allow-oom
-- KEYS: meta, a, b, last, stream, books. ARGV: cut; slot of the cut; how many sums, of each its field and number;
-- what ADD_LAST takes.
${TAKE}${ADD_LAST}${BOOKS}
local cut, slot = take(), take()
local state = redis.call('HMGET', KEYS[1], 'next', 'current', 'suspectsAtBegin')
local next, current = state[1], state[2]
if not next or redis.call('HGET', KEYS[1], 'cut:' .. next) ~= cut then return 0 end

local hash = { a = KEYS[2], b = KEYS[3] }
for _ = 1, tonumber(take()) do
	local field = take()
	redis.call('HINCRBY', hash[next], field, take())
end
redis.call('HDEL', KEYS[1], 'next')
redis.call('HSET', KEYS[1], 'current', next, 'suspectsHealed', state[3], 'checkedAt', cut, 'checkedSlot', slot)
if current then
	redis.call('UNLINK', hash[current])
	redis.call('HDEL', KEYS[1], 'cut:' .. current)
end

-- Of the last ones those before the cut come from the record store, the others by counting, each once.
redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', '(' .. cut)
add_last(KEYS[1], KEYS[4], 0, tonumber(cut))

-- Books that begin only now, though green has stored documents: Redis was wiped. They begin anew, closed.
if redis.call('HEXISTS', KEYS[6], 'audited') == 0 then
	local books = read_books(KEYS[6], KEYS[5])
	local green = tonumber(redis.call('HGET', hash[next], 'lane|green') or 0)
	local accounted = green + books.repeats + books.dead + books.pending
	if books.taken < accounted then
		redis.call('HSET', KEYS[6], 'appended', string.format('%d', accounted - books.broadcast))
		redis.call('HINCRBY', KEYS[6], 'resets', 1)
	end
	redis.call('HSET', KEYS[6], 'audited', 1)
end
return 1
`,
	6,
);
