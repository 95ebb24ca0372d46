import { z } from 'zod';
import { ROLES } from './role.ts';

/** The journal's stream of tokens given and taken. */
export const TOKENS_STREAM = 'tokens';

/** Names that the history of changes uses for others. */
const RESERVED = new Set(['local', 'canario', 'canary']);

/** A token's name. It cannot look like a token, so that one that is typed in its place is not kept as a name. */
export const tokenName = z
	.string()
	.regex(
		/^[a-z0-9][a-z0-9.-]{0,39}$/,
		'expected up to 40 small letters, digits, dots and dashes, the first a letter or digit',
	)
	.refine((name) => !RESERVED.has(name), 'is taken by Canario itself');

export const role = z.enum(ROLES);

/** An entry of the stream. A name has one token at a time: that of the last `added` with it. */
export const tokenEvent = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('added'),
		name: z.string(),
		role,
		/** SHA-256 of the token, hexadecimal. */
		digest: z.string().regex(/^[0-9a-f]{64}$/),
		by: z.string(),
		/** Milliseconds since the Unix epoch; absent for a token that does not expire. */
		expiresAtMs: z.int().positive().exactOptional(),
	}),
	z.object({ kind: z.literal('revoked'), name: z.string(), by: z.string() }),
]);

export type TokenEvent = z.infer<typeof tokenEvent>;
