import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { type Config, readConfig } from './config.ts';
import { pageRoutes } from './page-routes.ts';
import { securityHeaders } from './security-headers.ts';

/** Serves the built page. It needs nothing else, and keeps no state. */
export const web: ServiceDefinition<Config, unknown> = { name: 'web', readConfig, start };

async function start(config: Config, runtime: Runtime): Promise<void> {
	const routes = [securityHeaders(config.feedUrl), pageRoutes(config)];
	await serve({ service: 'web', http: config.http, routes, checks: {} }, runtime);
}
