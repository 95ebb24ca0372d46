import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;

/** Random bytes are fetched for so many ids at once: fetching them costs more than all else about an id. */
const POOL_IDS = 256;

/**
 * Makes UUIDs of version 7, each greater than the one before: within a millisecond by counting on from a random
 * number (RFC 9562, 6.2, method 1). No random byte is used twice.
 *
 * @param nowMs milliseconds since the Unix epoch.
 */
export function idMaker(nowMs: () => number): () => string {
	const pool = Buffer.alloc(POOL_IDS * ID_BYTES);
	let used = pool.length;
	let msecs = 0;
	let seq = 0;
	return () => {
		if (used === pool.length) {
			randomFillSync(pool);
			used = 0;
		}
		const random = pool.subarray(used, used + ID_BYTES);
		used += ID_BYTES;
		const now = nowMs();
		if (now > msecs) {
			msecs = now;
			// half of the counter's range is left for counting
			seq = random.readUInt32BE(6) >>> 1;
		} else {
			seq += 1;
		}
		return v7({ random, msecs, seq });
	};
}
