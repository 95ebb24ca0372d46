import { createHash, timingSafeEqual } from 'node:crypto';
import { holdsControlCharacters, vaccinationId } from '@canario/contracts/vaccination';
import { createApp } from '@canario/service-kit/http-server';
import { parseInput } from '@canario/service-kit/parse-input';
import { notFound, problemHandler } from '@canario/service-kit/problem';
import { jsonOf, readBody } from '@canario/service-kit/read-json';
import { ServiceError } from '@canario/service-kit/service-error';
import type { LiveSplit } from '@canario/traffic-split/live-split';
import { weightsSchema } from '@canario/traffic-split/weights';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';

/** What became of an id, as far as the stores know. */
export interface Whereabouts {
	readonly id: string;
	readonly where: 'stored' | 'dead-lettered';
	readonly lane: string;
}

interface Options {
	/** Nobody is let in without one. */
	readonly token: string | undefined;
	readonly split: LiveSplit;
	readonly lookUp: (ids: readonly string[]) => Promise<readonly Whereabouts[]>;
	/** Has the statistics built anew from the record store; resolves when that is asked for. */
	readonly rebuildStatistics: () => Promise<void>;
	readonly log: Logger;
}

const splitInput = z.strictObject({
	weights: weightsSchema,
	reason: z
		.string()
		.max(500)
		.refine((text) => !holdsControlCharacters(text), 'must not contain control characters')
		.default(''),
	ifVersion: z.int().positive().optional(),
});
const lookUpInput = z.strictObject({ ids: z.array(vaccinationId).min(1).max(1_000) });

/** The operator's side of the entry, on a listener of its own. */
export function adminApp({ token, split, lookUp, rebuildStatistics, log }: Options): Express {
	const app = createApp();
	app.use(requireToken(token), readBody(256 * 1024));
	app.get('/split', (_request, response) => {
		response.json(split.read());
	});
	app.put('/split', (request, response) => {
		const before = split.read();
		const state = split.compareAndSet(parseInput(splitInput, jsonOf(request)));
		const { weights: to, version, reason } = state;
		log.info({ from: before.weights, to, version, reason }, 'weights changed');
		response.json(state);
	});
	app.post('/records/lookup', async (request, response) => {
		const { ids } = parseInput(lookUpInput, jsonOf(request));
		response.json({ found: await lookUp(ids) });
	});
	app.post('/stats/rebuild', async (_request, response) => {
		await rebuildStatistics();
		response.status(202).json({ status: 'rebuilding' });
	});
	app.use(notFound, problemHandler(log));
	return app;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares digests in constant time, so that neither the token's content nor its length shows in the time taken. */
function requireToken(token: string | undefined): RequestHandler {
	const expected = token === undefined ? undefined : digest(`Bearer ${token}`);
	return (request, _response, next) => {
		const given = digest(request.headers.authorization ?? '');
		if (!expected || !timingSafeEqual(given, expected)) {
			throw new ServiceError('unauthorized', 'this needs the operator\'s token as "Authorization: Bearer …"');
		}
		next();
	};
}
