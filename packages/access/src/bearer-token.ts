import { createHash, timingSafeEqual } from 'node:crypto';

/** What every token begins with, so that people and secret scanners know one when they see it. */
export const TOKEN_PREFIX = 'canario_';

/** Random bytes in a token: too many to guess, which is why an unsalted digest is enough. */
const TOKEN_BYTES = 32;

/** A new token. @param randomBytes gives so many bytes that nobody can foretell. */
export const newToken = (randomBytes: (count: number) => Buffer): string =>
	TOKEN_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');

/** SHA-256 of a token's text, 32 bytes: all that is kept of it. */
export const digestOf = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** Compares two digests in a time that tells nothing of where they differ. */
export const sameDigest = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
