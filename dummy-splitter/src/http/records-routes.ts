import { vaccinationId } from '@canario/contracts/vaccination';
import { parseInput } from '@canario/service-kit/parse-input';
import { jsonOf } from '@canario/service-kit/read-json';
import { Router } from 'express';
import { z } from 'zod';

/** What became of an id, as far as the stores know. */
export interface Whereabouts {
	readonly id: string;
	readonly where: 'stored' | 'dead-lettered';
	readonly lane: string;
}

export type LookUp = (ids: readonly string[]) => Promise<readonly Whereabouts[]>;

const lookUpInput = z.strictObject({ ids: z.array(vaccinationId).min(1).max(1_000) });

/** Tells where records are. */
export function recordsRoutes(lookUp: LookUp): Router {
	const router = Router();
	router.post('/records/lookup', async (request, response) => {
		const { ids } = parseInput(lookUpInput, jsonOf(request));
		response.json({ found: await lookUp(ids) });
	});
	return router;
}
