import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { KubeConfig, type KubernetesObject, KubernetesObjectApi } from '@kubernetes/client-node';
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

/** Objects in a namespace of a test's own. */
export interface TestNamespace {
	readonly name: string;
	create(object: KubernetesObject): Promise<KubernetesObject>;
	/** Changes an object as kubectl does it: by a merge patch, under another name than ours. */
	edit(object: KubernetesObject, manager?: string): Promise<KubernetesObject>;
	remove(object: KubernetesObject): Promise<unknown>;
	close(): Promise<void>;
}

/** A namespace that nobody else uses. A cluster without controllers keeps it; it is empty then. */
export async function makeNamespace(config: KubeConfig): Promise<TestNamespace> {
	const api = KubernetesObjectApi.makeApiClient(config);
	const name = `canario-test-${randomBytes(4).toString('hex')}`;
	const made: KubernetesObject[] = [];
	const placed = (object: KubernetesObject): KubernetesObject => ({
		...object,
		metadata: { ...object.metadata, namespace: name },
	});
	await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
	return {
		name,
		async create(object) {
			made.push(object);
			return await api.create(placed(object));
		},
		edit: (object, manager = 'kubectl-edit') =>
			api.patch(placed(object), undefined, undefined, manager, undefined, 'application/merge-patch+json'),
		remove: (object) => api.delete(placed(object)),
		async close() {
			await Promise.allSettled(made.map((object) => api.delete(placed(object))));
			await api.delete({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
		},
	};
}

/** A way to the API server of `config` that can be cut, and a config that goes that way. */
export async function lineTo(config: KubeConfig) {
	const { hostname, port, pathname } = new URL(config.getCurrentCluster()?.server ?? '');
	const line = await startLine(hostname, Number(port) || 443);
	const server = `https://127.0.0.1:${line.port}${pathname === '/' ? '' : pathname}`;
	return { ...line, config: configWith(config, { server }) };
}
