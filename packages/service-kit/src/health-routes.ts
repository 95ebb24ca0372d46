import { Router } from 'express';
import type { Phase } from './lifecycle.ts';
import type { Metrics } from './metrics.ts';
import { type Checks, createReadiness } from './readiness.ts';

interface Options {
	readonly service: string;
	readonly version: string;
	readonly phase: () => Phase;
	readonly checks: Checks;
	readonly metrics: Metrics;
}

/** `/livez` (the process answers), `/readyz` (its dependencies do too), `/version`, `/metrics`. */
export function healthRoutes({ service, version, phase, checks, metrics }: Options): Router {
	const readiness = createReadiness(checks);
	const router = Router();
	router.get('/livez', (_request, response) => {
		response.json({ status: 'alive' });
	});
	router.get('/readyz', async (_request, response) => {
		const current = phase();
		const asked = current === 'ready' ? await readiness() : { ready: false, checks: {} };
		const status = asked.ready ? 'ready' : current === 'ready' ? 'not ready' : current;
		response.status(asked.ready ? 200 : 503).json({ status, checks: asked.checks });
	});
	router.get('/version', (_request, response) => {
		response.json({ service, version, node: process.version });
	});
	router.get('/metrics', async (_request, response) => {
		response.type(metrics.contentType).send(await metrics.text());
	});
	return router;
}
