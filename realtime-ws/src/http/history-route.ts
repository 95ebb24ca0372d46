import type { History } from '@canario/contracts/history';
import { Router } from 'express';
import { cachedFor } from '../cached-for.ts';
import { sharedJson } from './shared-json.ts';

const CACHE_MS = 1_000;

/** `GET /api/history`: the lanes over the last minutes. */
export function historyRoute(points: () => Promise<History['points']>): Router {
	const router = Router();
	const history = cachedFor(CACHE_MS, async (): Promise<History> => ({ points: await points() }));
	const answer = sharedJson<History>((all) => all);
	router.get('/api/history', async (request, response) => {
		answer(request, response, await history());
	});
	return router;
}
