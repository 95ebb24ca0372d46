import { parseInput } from '@canario/service-kit/parse-input';
import { jsonOf } from '@canario/service-kit/read-json';
import { Router } from 'express';
import { z } from 'zod';
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

interface Options {
	readonly tokens: Tokens;
	/** Milliseconds since the Unix epoch. */
	readonly nowMs: () => number;
}

/** `/`: the operators' tokens, for an administrator; bodies were read by `readBody`. */
export function tokenRoutes({ tokens, nowMs }: Options): Router {
	const router = Router();
	const shown = (facts: TokenFacts) => ({ ...facts, state: stateOf(facts, nowMs()) });
	router.get('/', async (_request, response) => {
		response.json({ tokens: (await tokens.list()).map(shown) });
	});
	router.post('/', async (request, response) => {
		const { name, ...terms } = parseInput(newToken, jsonOf(request));
		const added = await tokens.add(name, terms, whoOf(request).name);
		// the one time that it is shown: no cache keeps it
		response.status(201).set('Cache-Control', 'no-store').json(added);
	});
	router.delete('/:name', async (request, response) => {
		const { name } = parseInput(z.object({ name: tokenName }), request.params);
		response.json(shown(await tokens.revoke(name, whoOf(request).name)));
	});
	return router;
}
