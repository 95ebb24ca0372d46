import { ServiceError } from '@canario/service-kit/service-error';
import { connectCluster } from '@canario/split-targets/cluster/connect-cluster';
import { kubeConfigOf, namespaceOf } from '@canario/split-targets/cluster/kube-config';
import { HTTP_ROUTE } from '@canario/split-targets/objects/http-route';
import { objectSplitTarget } from '@canario/split-targets/objects/object-split-target';
import { TRAFFIC_SPLIT } from '@canario/split-targets/objects/traffic-split';
import type { Reader } from '@canario/traffic-split/in-cluster/look';
import type { SplitTarget } from '@canario/traffic-split/split-target';

/** The object by which the mesh draws. */
export interface SplitObject {
	readonly target: SplitTarget<string>;
	/** Reads what is around it. */
	readonly reader: Reader;
	readonly namespace: string;
	/** `TrafficSplit shop/front`, as findings call it. */
	readonly title: string;
	readonly isRoute: boolean;
}

/** What says which object it is. */
export interface SplitObjectOptions {
	/** `trafficsplit/NAME` or `httproute/NAME` */
	readonly address: string;
	readonly namespace: string | undefined;
	readonly kubeconfig: string | undefined;
}

/**
 * Opens it; nothing is asked yet.
 *
 * @throws {ServiceError} `invalid_input` where no cluster is known.
 */
export function openSplitObject({ address, namespace, kubeconfig }: SplitObjectOptions): SplitObject {
	const [singular = '', name = ''] = address.split('/');
	const kind = [TRAFFIC_SPLIT, HTTP_ROUTE].find((one) => one.singular === singular);
	if (!kind) throw new ServiceError('invalid_input', `"${address}" names no split of a cluster`);
	const config = kubeConfigOf({ kubeconfig }, {});
	const client = connectCluster(config);
	const place = namespace ?? namespaceOf(config);
	return {
		target: objectSplitTarget(kind, { client, namespace: place, name, by: 'canario', now: Date.now }),
		reader: client,
		namespace: place,
		title: `${kind.kind} ${place}/${name}`,
		isRoute: kind === HTTP_ROUTE,
	};
}
