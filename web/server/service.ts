import { serve } from '@canario/service-kit/serve';
import type { Runtime, ServiceDefinition } from '@canario/service-kit/service';
import { Pool } from 'undici';
import { type Config, readConfig } from './config.ts';
import { operateRoutes } from './operate-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { securityHeaders } from './security-headers.ts';

/** Serves the built page and, where told to, hands operators' requests on. It keeps no state. */
export const web: ServiceDefinition<Config, unknown> = { name: 'web', readConfig, start };

/** Connections to the admin listener: pages ask a few small things a second. */
const CONNECTIONS = 16;
const CONNECT_TIMEOUT_MS = 2_000;

async function start(config: Config, runtime: Runtime): Promise<void> {
	const admin = config.operate && connect(config.operate);
	if (admin) runtime.lifecycle.own('admin client', admin);
	const { feedUrl, operate, oidc, oidcConnectOrigins } = config;
	const signIn = operate && oidc ? [new URL(oidc.issuer).origin, ...oidcConnectOrigins] : [];
	const routes = [
		securityHeaders({ feedUrl, signIn }),
		operateRoutes(admin),
		pageRoutes({ ...config, operate: operate && { ...(oidc && { oidc }) } }),
	];
	await serve({ service: 'web', http: config.http, routes, checks: {} }, runtime);
}

const connect = ({ url, timeoutMs }: NonNullable<Config['operate']>) =>
	new Pool(url, {
		connections: CONNECTIONS,
		connect: { timeout: CONNECT_TIMEOUT_MS },
		headersTimeout: timeoutMs,
		bodyTimeout: timeoutMs,
	});
