import { createClient } from 'redis';
import { addPoint } from './lua/add-point.ts';
import { append } from './lua/append.ts';
import { broadcast } from './lua/broadcast.ts';
import { checked } from './lua/checked.ts';
import { count } from './lua/count.ts';
import { lease, release } from './lua/lease.ts';
import { readStatistics } from './lua/read-statistics.ts';
import { beginRebuild, finishRebuild } from './lua/rebuild.ts';
import { reclaim } from './lua/reclaim.ts';
import { publishReport } from './lua/reports.ts';
import { settle, settleBroadcast } from './lua/settle.ts';
import { suspect } from './lua/suspect.ts';

const scripts = {
	addPoint,
	append,
	beginRebuild,
	broadcast,
	checked,
	count,
	finishRebuild,
	lease,
	publishReport,
	readStatistics,
	reclaim,
	release,
	settle,
	settleBroadcast,
	suspect,
};

/** Longest wait between two tries to connect, milliseconds. */
const MAX_RECONNECT_MS = 1_000;

/** Calls that may wait for an answer; more fail at once, for they would only grow old. */
const MAX_WAITING = 4_096;

/** A client that connects for ever, and refuses calls while it has no connection. */
export function createRedisClient(url: string, timeoutMs: number) {
	return createClient({
		url,
		scripts,
		disableOfflineQueue: true,
		commandsQueueMaxLength: MAX_WAITING,
		maintNotifications: 'disabled',
		// The client's own time-out does not see written commands; RedisConnection bounds them all.
		commandOptions: { timeout: 0 },
		socket: {
			connectTimeout: timeoutMs,
			reconnectStrategy: (retries) =>
				Math.min(MAX_RECONNECT_MS, 50 * 2 ** Math.min(retries, 10)) * (0.5 + Math.random() / 2),
		},
	});
}

export type RedisClient = ReturnType<typeof createRedisClient>;
