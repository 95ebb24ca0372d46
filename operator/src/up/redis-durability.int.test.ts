import { describe, expect, it } from 'vitest';
import { missingDurability } from './redis-durability.ts';

describe.skipIf(!process.env.TEST_REDIS_URL)('the durability of a given Redis', () => {
	it('is not doubted while its append-only file is on', async () => {
		expect(await missingDurability(process.env.TEST_REDIS_URL ?? '')).toBeUndefined();
	});

	it('is not known of a server that is not there', async () => {
		expect(await missingDurability('redis://127.0.0.1:1')).toBeUndefined();
	});
});
