import { createApp } from '@canario/service-kit/http-server';
import { notFound, problemHandler } from '@canario/service-kit/problem';
import { readBody } from '@canario/service-kit/read-json';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { SplitHistory } from '../split/split-history.ts';
import { type LookUp, recordsRoutes } from './records-routes.ts';
import { requireToken } from './require-token.ts';
import { splitRoutes } from './split-routes.ts';
import { statisticsRoutes } from './statistics-routes.ts';

interface Options {
	/** Nobody is let in without one. */
	readonly token: string | undefined;
	readonly history: SplitHistory;
	readonly lookUp: LookUp;
	readonly rebuildStatistics: () => Promise<void>;
	readonly log: Logger;
}

/** The operator's side of the entry, on a listener of its own. */
export function adminApp({ token, history, lookUp, rebuildStatistics, log }: Options): Express {
	const app = createApp();
	app.use(requireToken(token), readBody(256 * 1024));
	app.use(splitRoutes(history), recordsRoutes(lookUp), statisticsRoutes(rebuildStatistics));
	app.use(notFound, problemHandler(log));
	return app;
}
