import type { Access } from '@canario/access/access';
import { accessRoutes } from '@canario/access/access-routes';
import type { Tokens } from '@canario/access/tokens';
import type { CanaryBook } from '@canario/canary/canary-book';
import { createApp } from '@canario/service-kit/http-server';
import { notFound, problemHandler } from '@canario/service-kit/problem';
import { readBody } from '@canario/service-kit/read-json';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { CanaryDesk } from '../domain/canary-desk.ts';
import type { FaultBook } from '../domain/fault-book.ts';
import { canaryRoutes } from './canary-routes.ts';
import { faultRoutes } from './fault-routes.ts';
import { type LookUp, recordsRoutes } from './records-routes.ts';
import { type Split, splitRoutes } from './split-routes.ts';
import { statisticsRoutes } from './statistics-routes.ts';

interface Options {
	readonly access: Access & { readonly tokens: Tokens };
	readonly history: Split;
	readonly lookUp: LookUp;
	readonly rebuildStatistics: () => Promise<void>;
	readonly faults: FaultBook;
	readonly canaries: { readonly desk: CanaryDesk; readonly book: CanaryBook };
	readonly log: Logger;
}

/** The operator's side of the entry, on a listener of its own. */
export function adminApp(options: Options): Express {
	const { access, history, lookUp, rebuildStatistics, faults, canaries, log } = options;
	const app = createApp();
	// before every route, so that none can be forgotten: GET is for viewers, other methods for operators
	app.use(access.allowByMethod, readBody(256 * 1024));
	app.use(accessRoutes({ ...access, nowMs: Date.now }));
	app.use(splitRoutes(history), recordsRoutes(lookUp), statisticsRoutes(rebuildStatistics));
	app.use(faultRoutes(faults), canaryRoutes(canaries.desk, canaries.book));
	app.use(notFound, problemHandler(log));
	return app;
}
