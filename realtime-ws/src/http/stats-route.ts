import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { Router } from 'express';

/** `GET /api/stats`: the whole snapshot. The page of another origin may read it: it is public. */
export function statsRoute(snapshot: () => Promise<StatsSnapshot>): Router {
	const router = Router();
	router.get('/api/stats', async (_request, response) => {
		response
			.set({ 'Cache-Control': 'public, max-age=1', 'Access-Control-Allow-Origin': '*' })
			.json(await snapshot());
	});
	return router;
}
