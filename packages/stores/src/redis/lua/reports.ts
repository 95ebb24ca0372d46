import { script } from './script.ts';

/** How long a report is visible, milliseconds by Redis's clock. */
const REPORT_VISIBLE_MS = 5_000;

/** A Lua function that tells whether a report, as it is kept, is too old at `now`. */
export const STALE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function stale(report)
	return tonumber(string.match(report, '^%d+')) < now - ${REPORT_VISIBLE_MS}
end
`;

/** Keeps a service's report, stamped by Redis's own clock, and drops those of instances that are gone. */
export const publishReport = script<null>(
	`#!lua flags=allow-oom
-- KEYS: reports. ARGV: instance, report.
${STALE}
local reports = redis.call('HGETALL', KEYS[1])
for i = 1, #reports, 2 do
	if stale(reports[i + 1]) then redis.call('HDEL', KEYS[1], reports[i]) end
end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d|%s', now, ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ${REPORT_VISIBLE_MS})
`,
	1,
);
