import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ServiceError } from '@canario/service-kit/service-error';
import { KubeConfig } from '@kubernetes/client-node';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount/token';

export interface ClusterOptions {
	/** Files as KUBECONFIG names them; else those of KUBECONFIG, `~/.kube/config`, or the account of the pod that this runs in. */
	readonly kubeconfig?: string | undefined;
	/** A context of them; else their current one. */
	readonly context?: string | undefined;
}

/**
 * How to reach a cluster, and as whom.
 *
 * @throws {ServiceError} `invalid_input` when there is no such file or context, or a file cannot be read.
 */
export function kubeConfigOf({ kubeconfig, context }: ClusterOptions, env: NodeJS.ProcessEnv): KubeConfig {
	const config = load((kubeconfig ?? env.KUBECONFIG ?? '').split(delimiter).filter(Boolean));
	if (context !== undefined) config.setCurrentContext(context);
	// typed as if there were always one
	const current = config.getCurrentContext() as string | undefined;
	if (current !== undefined && config.getContextObject(current) && config.getCurrentCluster()) return config;
	const names = config.getContexts().map(({ name }) => name);
	throw new ServiceError(
		'invalid_input',
		`the kubeconfig has no context "${current ?? ''}" with a cluster; it has ${names.join(', ') || 'none'}`,
	);
}

function load(named: readonly string[]): KubeConfig {
	const own = join(homedir(), '.kube', 'config');
	const [first, ...more] = named.length === 0 && existsSync(own) ? [own] : named;
	const config = new KubeConfig();
	if (first === undefined) {
		// the library would take http://localhost:8080 then, and say that nothing answers there
		if (!existsSync(ACCOUNT)) {
			throw new ServiceError(
				'invalid_input',
				'no cluster is known: KUBECONFIG is not set, there is no ~/.kube/config, and this is no pod',
			);
		}
		config.loadFromCluster();
		return config;
	}
	readFile(config, first);
	for (const file of more) {
		const next = new KubeConfig();
		readFile(next, file);
		merge(config, next);
	}
	return config;
}

/** What the first file names stands, as with kubectl; the library would refuse a name that comes twice. */
function merge(config: KubeConfig, next: KubeConfig): void {
	const current = config.getCurrentContext() as string | undefined;
	for (const one of next.getClusters()) if (!config.getCluster(one.name)) config.addCluster(one);
	for (const one of next.getUsers()) if (!config.getUser(one.name)) config.addUser(one);
	for (const one of next.getContexts()) if (!config.getContextObject(one.name)) config.addContext(one);
	if (current === undefined) config.setCurrentContext(next.getCurrentContext());
}

function readFile(config: KubeConfig, file: string): void {
	try {
		config.loadFromFile(file);
	} catch (cause) {
		const why = (cause as Error).message;
		throw new ServiceError('invalid_input', `the kubeconfig ${file} cannot be read: ${why}`, { cause });
	}
}

/** The namespace of the context, else `default`. */
export const namespaceOf = (config: KubeConfig): string =>
	config.getContextObject(config.getCurrentContext())?.namespace || 'default';
