import { describe, expect, it } from 'vitest';
import { MessageLimit } from './feed/message-limit.ts';
import { TokenBuckets } from './token-buckets.ts';

describe('token buckets', () => {
	it('give each key its burst, then so many a minute, and say how long to wait', () => {
		let now = 0;
		const buckets = new TokenBuckets({ perMinute: 6, burst: 2, elapsedMs: () => now });
		expect([1, 2, 3].map(() => buckets.take('a'))).toEqual([0, 0, 10_000]);
		expect(buckets.take('b')).toBe(0);
		now = 9_999;
		expect(buckets.take('a')).toBe(1);
		now = 10_000;
		expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 10_000]);
		now = 3_600_000;
		expect([1, 2, 3].map(() => buckets.take('a'))).toEqual([0, 0, 10_000]);
	});

	it('let nobody through at a rate of none', () => {
		const buckets = new TokenBuckets({ perMinute: 0, burst: 0, elapsedMs: () => 0 });
		expect(buckets.take('a')).toBe(60_000);
	});
});

describe('the limit of messages', () => {
	it('lets ten seconds worth through at once, then the rate', () => {
		const limit = new MessageLimit(2, 0);
		expect(Array.from({ length: 21 }, () => limit.allows(0)).filter(Boolean)).toHaveLength(20);
		expect([limit.allows(500), limit.allows(500)]).toEqual([true, false]);
	});
});
