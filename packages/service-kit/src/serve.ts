import type { Server } from 'node:http';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { healthRoutes } from './health-routes.ts';
import { createApp, listen } from './http-server.ts';
import { notFound, problemHandler } from './problem.ts';
import type { Checks } from './readiness.ts';
import { type Runtime, VERSION } from './service.ts';
import type { ServiceError } from './service-error.ts';

interface AppOptions {
	/** What the service serves, in order; whatever none of them answers gets a problem. */
	readonly routes: readonly RequestHandler[];
	readonly log: Logger;
	/** Hears of each problem that was answered. */
	readonly onProblem?: ((problem: ServiceError) => void) | undefined;
}

/** An Express app whose every error is answered as a problem. */
export function appOf({ routes, log, onProblem }: AppOptions): Express {
	const app = createApp();
	for (const route of routes) app.use(route);
	app.use(notFound, problemHandler(log, onProblem));
	return app;
}

interface ServeOptions extends Omit<AppOptions, 'log'> {
	readonly service: string;
	readonly http: { readonly host: string; readonly port: number };
	/** What `/readyz` asks. */
	readonly checks: Checks;
	/** Is given the server before it listens, for what speaks more than HTTP on its port. */
	readonly onServer?: (server: Server) => void;
}

/**
 * Listens with a service's routes and its health routes, until its lifecycle ends.
 *
 * @throws {ServiceError} `unavailable` when the port cannot be used.
 */
export async function serve(
	{ service, http, routes, checks, onProblem, onServer }: ServeOptions,
	{ lifecycle, log, metrics }: Runtime,
): Promise<void> {
	// who is told so in time does not send a next request on a connection that is about to end
	const endConnections: RequestHandler = (_request, response, next) => {
		if (lifecycle.phase === 'draining') response.set('Connection', 'close');
		next();
	};
	const health = healthRoutes({ service, version: VERSION, phase: () => lifecycle.phase, checks, metrics });
	const app = appOf({ routes: [endConnections, ...routes, health], log, onProblem });
	lifecycle.own('http server', await listen(app, { ...http, onServer }));
}
