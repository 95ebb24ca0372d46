import { traceKey } from '@canario/contracts/trace';
import { expect, it } from 'vitest';
import { traceKeyOf } from './trace-key.ts';

it('makes a trace key of a secret, always the same and telling nothing of it', () => {
	// the first 16 characters of the SHA-256 of "abc" (FIPS 180-2, appendix B.1), in base64url
	expect(traceKeyOf('abc')).toBe('ungWv48Bz-pBQUDe');
	expect(traceKey.safeParse(traceKeyOf('Ana Tzoc')).success).toBe(true);
});
