import type { DrivenSplit } from '@canario/contracts/canary/public-canary';
import type { AdminLine } from './cluster/entry-line.ts';
import type { ClusterOptions } from './cluster/kube-config.ts';
import { objectOf } from './open-split-target.ts';

interface Options extends ClusterOptions {
	/** Where the object and the entry are; else that of the context. */
	readonly namespace?: string | undefined;
	/** Else that of the Secret which the entry's pods have it from. */
	readonly token?: string | undefined;
}

/**
 * A way to the admin listener of the entry whose traffic an object splits: the entry of the object's namespace, through
 * the API server.
 *
 * @throws {ServiceError} `invalid_input` for an address that is none of an object, or where no cluster is known; else as
 * `openEntryLine`.
 */
export async function openEntryOf(
	address: string,
	{ namespace: named, token, ...cluster }: Options,
	env: NodeJS.ProcessEnv,
): Promise<AdminLine & { readonly driven: DrivenSplit }> {
	objectOf(address);
	// the library takes a second to load
	const { connectCluster } = await import('./cluster/connect-cluster.ts');
	const { podDialer } = await import('./cluster/dial-pod.ts');
	const { openEntryLine } = await import('./cluster/entry-line.ts');
	const { kubeConfigOf, namespaceOf } = await import('./cluster/kube-config.ts');
	const config = kubeConfigOf(cluster, env);
	const namespace = named ?? namespaceOf(config);
	const [client, dial] = [connectCluster(config), podDialer(config)];
	const line = await openEntryLine({ client, dial, namespace, token });
	return { ...line, driven: { name: address, namespace } };
}
