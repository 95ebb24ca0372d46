import { ServiceError } from '@canario/service-kit/service-error';
import type { SplitTarget } from '@canario/traffic-split/split-target';
import type { ClusterOptions } from './cluster/kube-config.ts';
import { HTTP_ROUTE } from './objects/http-route.ts';
import type { LaneNames } from './objects/lane-backends.ts';
import { objectSplitTarget } from './objects/object-split-target.ts';
import { TRAFFIC_SPLIT } from './objects/traffic-split.ts';

const KINDS = [TRAFFIC_SPLIT, HTTP_ROUTE] as const;

/** Where an object is, and how it is used. */
export interface ObjectTargetOptions extends ClusterOptions {
	/** Else that of the context. */
	readonly namespace?: string | undefined;
	/** The Services behind the lanes; else they are found by their names. */
	readonly lanes?: LaneNames | undefined;
	/** Who acts, for those who come after; else the platform. */
	readonly by?: string | undefined;
}

/** Tells `trafficsplit/NAME` and `httproute/NAME` from the URL of an entry. */
export const isObjectAddress = (address: string): boolean => !/^https?:\/\//.test(address);

/**
 * The weights of `trafficsplit/NAME` or `httproute/NAME` in a cluster.
 *
 * @throws {ServiceError} `invalid_input` for an address that is none, or where no cluster is known.
 */
export async function openObjectTarget(
	address: string,
	options: ObjectTargetOptions,
	env: NodeJS.ProcessEnv,
): Promise<SplitTarget<string>> {
	const [singular, name, ...more] = address.split('/');
	const kind = KINDS.find((one) => one.singular === singular);
	if (!kind || !name || !/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) || more.length > 0) {
		throw new ServiceError(
			'invalid_input',
			`"${address}" is no target: expected the URL of an admin listener, trafficsplit/NAME or httproute/NAME`,
		);
	}
	// the library takes a second to load: who talks to an entry need not wait for it
	const { connectCluster } = await import('./cluster/connect-cluster.ts');
	const { kubeConfigOf, namespaceOf } = await import('./cluster/kube-config.ts');
	const config = kubeConfigOf(options, env);
	return objectSplitTarget(kind, {
		client: connectCluster(config),
		name,
		namespace: options.namespace ?? namespaceOf(config),
		by: options.by ?? 'canario',
		lanes: options.lanes,
		now: Date.now,
	});
}
