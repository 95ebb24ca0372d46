import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { digestOf, newToken, sameDigest } from './bearer-token.ts';

const timingSafeEqual = vi.hoisted(() => vi.fn<typeof import('node:crypto').timingSafeEqual>());
vi.mock('node:crypto', async (original) => {
	const crypto = await original<typeof import('node:crypto')>();
	timingSafeEqual.mockImplementation(crypto.timingSafeEqual);
	return { ...crypto, timingSafeEqual };
});

describe('a token', () => {
	it('is 32 random bytes in letters that need no quoting', () => {
		expect(newToken(() => Buffer.alloc(32, 0xff))).toBe(`canario_${'_'.repeat(42)}8`);
		expect(newToken(randomBytes)).toMatch(/^canario_[\w-]{43}$/);
		expect(newToken(randomBytes)).not.toBe(newToken(randomBytes));
	});

	it.each([
		// FIPS 180-2, appendix B.1 and B.2
		['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
		[
			'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
			'248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
		],
	])('is kept as its SHA-256: %s', (text, digest) => {
		expect(digestOf(text).toString('hex')).toBe(digest);
	});

	it('is compared in constant time, by digests', () => {
		timingSafeEqual.mockClear();
		expect(sameDigest(digestOf('a'), digestOf('a'))).toBe(true);
		expect(sameDigest(digestOf('a'), digestOf('b'))).toBe(false);
		expect(timingSafeEqual).toHaveBeenCalledTimes(2);
		expect(sameDigest(digestOf('a'), Buffer.from('a'))).toBe(false);
	});
});
