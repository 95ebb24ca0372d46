import { isIP } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { startLine } from './line.ts';

/** Why the tests have no cluster; undefined where they have one. */
export const noClusterIn = (env: NodeJS.ProcessEnv): string | undefined =>
	env.TEST_KUBECONFIG ? undefined : (env.CANARIO_MISSING_API_SERVER ?? 'TEST_KUBECONFIG is not set');

/** The administrator of the tests' cluster. */
export function adminIn(env: NodeJS.ProcessEnv): KubeConfig {
	const config = new KubeConfig();
	config.loadFromFile(env.TEST_KUBECONFIG ?? '');
	return config;
}

/** `config` with something of its cluster or its user changed. */
export function configWith(
	config: KubeConfig,
	{ server, token }: { readonly server?: string; readonly token?: string },
): KubeConfig {
	const [cluster, user] = [config.getCurrentCluster(), config.getCurrentUser()];
	if (!cluster || !user) throw new Error('the kubeconfig has no current cluster or user');
	const changed = new KubeConfig();
	changed.loadFromClusterAndUser(
		{ ...cluster, ...(server && { server, ...calledAs(cluster.server) }) },
		token === undefined ? user : { name: 'other', token },
	);
	return changed;
}

/** The certificate is for the name of before; an address is no name. */
function calledAs(server: string): { tlsServerName?: string } {
	const { hostname } = new URL(server);
	return isIP(hostname) ? {} : { tlsServerName: hostname };
}

/** A way to the API server of `config` that can be cut, and a config that goes that way. */
export async function lineTo(config: KubeConfig) {
	const { hostname, port, pathname } = new URL(config.getCurrentCluster()?.server ?? '');
	const line = await startLine(hostname, Number(port) || 443);
	const server = `https://127.0.0.1:${line.port}${pathname === '/' ? '' : pathname}`;
	return { ...line, config: configWith(config, { server }) };
}
