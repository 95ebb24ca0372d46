import { STALE } from './reports.ts';
import { script } from './script.ts';
import { BOOKS } from './shared.ts';

/** What the statistics consist of; fields and values of a hash follow one another. */
export type StatisticsReply = readonly [
	meta: readonly (string | null)[],
	counters: readonly string[],
	last: readonly string[],
	books: readonly number[],
	reports: readonly string[],
];

/** Everything at one instant. `meta`: current, checkedAt, checkedSlot, suspects, suspectsHealed. */
export const readStatistics = script<StatisticsReply>(
	`#!lua flags=no-writes
-- KEYS: meta, a, b, last, stream, books, reports.
${STALE}${BOOKS}
local meta = redis.call('HMGET', KEYS[1], 'current', 'checkedAt', 'checkedSlot', 'suspects', 'suspectsHealed')
local counters = {}
if meta[1] then counters = redis.call('HGETALL', meta[1] == 'a' and KEYS[2] or KEYS[3]) end
local fresh = {}
for _, report in ipairs(redis.call('HVALS', KEYS[7])) do
	if not stale(report) then table.insert(fresh, (string.gsub(report, '^%d+|', ''))) end
end
local books = read_books(KEYS[6], KEYS[5])
return {
	meta,
	counters,
	redis.call('ZREVRANGE', KEYS[4], 0, 4),
	{ books.taken, books.repeats, books.dead, books.conflicts, books.pending },
	fresh,
}
`,
	7,
);
