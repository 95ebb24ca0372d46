import { type ClusterReport, clusterReport } from './cluster-report.ts';

export interface ClusterPlace {
	readonly namespace?: string | undefined;
	readonly context?: string | undefined;
}

/**
 * Looks at a namespace of the cluster of the kubeconfig, or of the account of the pod that this runs in.
 *
 * @throws {ServiceError} `invalid_input` where no cluster is known; else as its API server answers.
 */
export async function lookAtCluster(
	{ namespace, context }: ClusterPlace,
	env: NodeJS.ProcessEnv,
): Promise<ClusterReport> {
	// the library takes a second to load: a look at the machine need not wait for it
	const { connectCluster } = await import('@canario/split-targets/cluster/connect-cluster');
	const { kubeConfigOf, namespaceOf } = await import('@canario/split-targets/cluster/kube-config');
	const config = kubeConfigOf({ context }, env);
	return clusterReport({
		client: connectCluster(config),
		server: config.getCurrentCluster()?.server ?? '',
		namespace: namespace ?? namespaceOf(config),
	});
}
