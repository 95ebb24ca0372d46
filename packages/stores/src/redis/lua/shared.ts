/** Reads the arguments one after the other. */
export const TAKE = `
local at = 0
local function take()
	at = at + 1
	return ARGV[at]
end
`;

/**
 * Adds the last ones, as far as their times are from `from` on and before `before`. Arguments: how many of them,
 * newest first, of each its time and its text. Needs TAKE.
 */
export const ADD_LAST = `
local function add_last(meta, last, from, before)
	local ones = tonumber(take())
	if ones == 0 then return end
	local number = redis.call('HINCRBY', meta, 'lastNumber', ones)
	for i = 1, ones do
		local stored_at, text = tonumber(take()), take()
		if stored_at >= from and stored_at < before then
			redis.call('ZADD', last, stored_at, string.format('%016d|%s', number - i, text))
		end
	end
	redis.call('ZREMRANGEBYRANK', last, 0, -6)
end
`;

/**
 * Adds batches to every generation whose cut is not after them, and the last ones likewise. Arguments: how many
 * batches, of each its time, how many fields, of each the field and its increment; then what ADD_LAST takes.
 */
export const COUNT = `${ADD_LAST}
local function count(meta, a, b, last)
	local hash = { a = a, b = b }
	local state = redis.call('HMGET', meta, 'current', 'next')
	local generations = {}
	for i = 1, 2 do
		if state[i] then
			local cut = tonumber(redis.call('HGET', meta, 'cut:' .. state[i]))
			table.insert(generations, { hash = hash[state[i]], cut = cut })
		end
	end
	for _ = 1, tonumber(take()) do
		local stored_at = tonumber(take())
		local fields = tonumber(take())
		for _, generation in ipairs(generations) do
			if stored_at >= generation.cut then
				for i = at + 1, at + 2 * fields, 2 do
					redis.call('HINCRBY', generation.hash, ARGV[i], ARGV[i + 1])
				end
			end
		end
		at = at + 2 * fields
	end
	if #generations > 0 then add_last(meta, last, generations[1].cut, math.huge) end
end
`;

/** Books what can never be stored. Arguments of each: payload, reason, 1 for a conflict, id or nothing. Needs TAKE. */
export const BURY = `
local function bury(books, dead, ids, really)
	local payload, reason, conflict, id = take(), take(), take(), take()
	if not really then return end
	local time = redis.call('TIME')
	local now = time[1] * 1000 + math.floor(time[2] / 1000)
	redis.call('XADD', dead, '*', 'payload', payload, 'reason', reason, 'id', id, 'at', string.format('%d', now))
	if id ~= '' then redis.call('SADD', ids, id) end
	redis.call('HINCRBY', books, 'deadLettered', 1)
	if conflict == '1' then redis.call('HINCRBY', books, 'conflicts', 1) end
end
`;

/**
 * Green's books. What others put into the stream counts as taken too, for it is settled like the rest; the
 * stream knows of it, unless somebody has deleted the stream.
 */
export const BOOKS = `
local function read_books(books, stream)
	local function field(name) return tonumber(redis.call('HGET', books, name) or 0) end
	local added = 0
	local info = redis.pcall('XINFO', 'STREAM', stream)
	for i = 1, #info, 2 do
		if info[i] == 'entries-added' then added = info[i + 1] end
	end
	return {
		taken = math.max(field('appended'), added) + field('broadcast'),
		broadcast = field('broadcast'),
		repeats = field('repeats'),
		dead = field('deadLettered'),
		conflicts = field('conflicts'),
		pending = redis.call('XLEN', stream),
	}
end
`;
