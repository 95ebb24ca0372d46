import { parseInput } from '@canario/service-kit/parse-input';
import { jsonOf } from '@canario/service-kit/read-json';
import { type Request, Router } from 'express';
import { z } from 'zod';
import type { Access } from './access.ts';
import { stateOf, type TokenFacts } from './token-book.ts';
import { role, tokenName } from './token-event.ts';
import type { Tokens } from './tokens.ts';
import { whoAsks, whoOf } from './who.ts';

/** The longest that a token with an end is good, ms: ten years. */
const LONGEST_MS = 10 * 366 * 86_400_000;

/** For whom the holder of the local token acts. */
const by = z
	.string()
	.max(64)
	.regex(/^\P{C}+$/u, 'expected text without control characters')
	.optional();

const newToken = z.strictObject({
	by,
	name: tokenName,
	role,
	expiresInMs: z.int().min(1_000).max(LONGEST_MS).optional(),
});

const revocation = z.strictObject({ by });

/** A token as it is told of. */
export type ShownToken = TokenFacts & { readonly state: ReturnType<typeof stateOf> };

interface Options {
	readonly allow: Access['allow'];
	readonly tokens: Tokens;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
}

/** `/whoami` for everybody, and `/tokens` for administrators; bodies were read by `readBody`. */
export function accessRoutes({ allow, tokens, nowMs }: Options): Router {
	const router = Router();
	const shown = (facts: TokenFacts): ShownToken => ({ ...facts, state: stateOf(facts, nowMs()) });
	router.get('/whoami', allow('viewer'), (request, response) => {
		response.json(whoOf(request));
	});
	router.use('/tokens', allow('admin'));
	router.get('/tokens', async (_request, response) => {
		response.json({ tokens: (await tokens.list()).map(shown) });
	});
	router.post('/tokens', async (request, response) => {
		const { name, by: actsFor, ...terms } = parseInput(newToken, jsonOf(request));
		const added = await tokens.add(name, terms, whoAsks(request, actsFor));
		// the one time that it is shown: no cache keeps it
		response.status(201).set('Cache-Control', 'no-store').json(added);
	});
	router.delete('/tokens/:name', async (request, response) => {
		const { name } = parseInput(z.object({ name: tokenName }), request.params);
		const { by: actsFor } = parseInput(revocation, holdsBody(request) ? jsonOf(request) : {});
		response.json(shown(await tokens.revoke(name, whoAsks(request, actsFor))));
	});
	return router;
}

const holdsBody = ({ body }: Request) => Buffer.isBuffer(body) && body.length > 0;
