import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { Router } from 'express';
import { sharedJson } from './shared-json.ts';

/** `GET /api/stats`: the whole snapshot, for those who cannot hold a socket. */
export function statsRoute(snapshot: () => Promise<StatsSnapshot>): Router {
	const router = Router();
	const answer = sharedJson<StatsSnapshot>((stats) => ({ ...stats, atMs: 0 }));
	router.get('/api/stats', async (request, response) => {
		answer(request, response, await snapshot());
	});
	return router;
}
