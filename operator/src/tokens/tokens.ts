import { z } from 'zod';

/** A token as the admin API tells of it. Times are milliseconds since the Unix epoch. */
const facts = z.object({
	name: z.string(),
	role: z.string(),
	addedAtMs: z.number(),
	addedBy: z.string(),
	expiresAtMs: z.number().optional(),
	revokedAtMs: z.number().optional(),
	revokedBy: z.string().optional(),
});

export const shownToken = facts.extend({ state: z.enum(['good', 'revoked', 'expired']) });
export const listedTokens = z.object({ tokens: z.array(shownToken) });
export const addedToken = facts.extend({ token: z.string() });

export type ShownToken = z.infer<typeof shownToken>;
export type TokenFacts = z.infer<typeof facts>;
