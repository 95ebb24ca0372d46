import { parseInput } from '@canario/service-kit/parse-input';
import { jsonOf } from '@canario/service-kit/read-json';
import { Router } from 'express';
import { z } from 'zod';
import type { Access } from './access.ts';
import { stateOf, type TokenFacts } from './token-book.ts';
import { role, tokenName } from './token-event.ts';
import type { Tokens } from './tokens.ts';
import { whoOf } from './who.ts';

/** The longest that a token with an end is good, ms: ten years. */
const LONGEST_MS = 10 * 366 * 86_400_000;

const newToken = z.strictObject({
	name: tokenName,
	role,
	expiresInMs: z.int().min(1_000).max(LONGEST_MS).optional(),
});

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
		const { name, ...terms } = parseInput(newToken, jsonOf(request));
		const added = await tokens.add(name, terms, whoOf(request).name);
		// the one time that it is shown: no cache keeps it
		response.status(201).set('Cache-Control', 'no-store').json(added);
	});
	router.delete('/tokens/:name', async (request, response) => {
		const { name } = parseInput(z.object({ name: tokenName }), request.params);
		response.json(shown(await tokens.revoke(name, whoOf(request).name)));
	});
	return router;
}
