import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';
import { KubeConfig } from '@kubernetes/client-node';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

export interface ClusterOptions {
	/** A kubeconfig's file; else KUBECONFIG, `~/.kube/config`, or the account of the pod that this runs in. */
	readonly kubeconfig?: string | undefined;
	/** A context of it; else its current one. */
	readonly context?: string | undefined;
}

/**
 * How to reach a cluster, and as whom.
 *
 * @throws {ServiceError} `invalid_input` when there is no such file or context, or the file cannot be read.
 */
export function kubeConfigOf({ kubeconfig, context }: ClusterOptions, env: NodeJS.ProcessEnv): KubeConfig {
	const config = new KubeConfig();
	const files = kubeconfig ?? env.KUBECONFIG;
	// the library would take http://localhost:8080 then, and say that nothing answers there
	if (!files && !existsSync(join(homedir(), '.kube', 'config')) && !existsSync(ACCOUNT)) {
		throw new ServiceError(
			'invalid_input',
			'no cluster is known: KUBECONFIG is not set, there is no ~/.kube/config, and this is no pod',
		);
	}
	try {
		if (kubeconfig) config.loadFromFile(kubeconfig);
		else config.loadFromDefault();
	} catch (cause) {
		const why = (cause as Error).message;
		throw new ServiceError('invalid_input', `the kubeconfig cannot be read: ${why}`, { cause });
	}
	if (context !== undefined) config.setCurrentContext(context);
	if (config.getContextObject(config.getCurrentContext()) !== null && config.getCurrentCluster())
		return config;
	const names = config.getContexts().map(({ name }) => name);
	throw new ServiceError(
		'invalid_input',
		`the kubeconfig has no context "${config.getCurrentContext() ?? ''}" with a cluster; it has ${names.join(', ') || 'none'}`,
	);
}

/** The namespace of the context, else `default`. */
export const namespaceOf = (config: KubeConfig): string =>
	config.getContextObject(config.getCurrentContext())?.namespace || 'default';
