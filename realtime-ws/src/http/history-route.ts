import type { History } from '@canario/contracts/history';
import { Router } from 'express';
import { cachedFor } from '../cached-for.ts';
import { sharedJson } from './shared-json.ts';

const CACHE_MS = 1_000;

interface Options {
	readonly points: () => Promise<History['points']>;
	/** Undefined while they cannot be read: the points come without them. */
	readonly changes: () => Promise<History['changes']>;
}

/** `GET /api/history`: the lanes over the last minutes. */
export function historyRoute(options: Options): Router {
	const router = Router();
	const history = cachedFor(CACHE_MS, async (): Promise<History> => {
		const [points, changes] = await Promise.all([options.points(), options.changes()]);
		return { points, ...(changes && { changes }) };
	});
	const answer = sharedJson<History>((all) => all);
	router.get('/api/history', async (request, response) => {
		answer(request, response, await history());
	});
	return router;
}
