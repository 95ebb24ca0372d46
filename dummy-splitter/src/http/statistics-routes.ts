import { Router } from 'express';

/** @param rebuild has the statistics built anew from the record store; resolves when that is asked for. */
export function statisticsRoutes(rebuild: () => Promise<void>): Router {
	const router = Router();
	router.post('/stats/rebuild', async (_request, response) => {
		await rebuild();
		response.status(202).json({ status: 'rebuilding' });
	});
	return router;
}
