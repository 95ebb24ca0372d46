import { setTimeout as sleep } from 'node:timers/promises';
import { ownLive } from '@canario/stores/redis/test-redis';
import { describe } from 'vitest';
import { describeLease } from '../contract/lease.contract.ts';
import { liveLease } from './live-lease.ts';

const url = process.env.TEST_REDIS_URL ?? '';

describe.skipIf(url === '')('with a Redis', () => {
	describeLease('Redis', async () => {
		const { live, close } = await ownLive(url);
		return {
			of: (holder) => liveLease(() => live.statistics, holder),
			elapse: (ms) => sleep(ms + 1),
			close,
		};
	});
});
