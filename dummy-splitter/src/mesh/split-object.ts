import { ServiceError } from '@canario/service-kit/service-error';
import { connectCluster } from '@canario/split-targets/cluster/connect-cluster';
import { kubeConfigOf, namespaceOf } from '@canario/split-targets/cluster/kube-config';
import { HTTP_ROUTE } from '@canario/split-targets/objects/http-route';
import { objectSplitTarget } from '@canario/split-targets/objects/object-split-target';
import { TRAFFIC_SPLIT } from '@canario/split-targets/objects/traffic-split';
import type { Reader, ReadPlace } from '@canario/traffic-split/in-cluster/look';
import type { SplitTarget } from '@canario/traffic-split/split-target';

/** The object by which the mesh draws. */
export interface SplitObject {
	readonly target: SplitTarget<string>;
	/** Reads what is around it. */
	readonly reader: Reader;
	readonly namespace: string;
	readonly kind: 'TrafficSplit' | 'HTTPRoute';
	/** Its own; the title is as findings call it, `TrafficSplit shop/front`. */
	readonly place: ReadPlace;
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
	const where = namespace ?? namespaceOf(config);
	return {
		target: objectSplitTarget(kind, { client, namespace: where, name, by: 'canario', now: Date.now }),
		reader: client,
		namespace: where,
		kind: kind === HTTP_ROUTE ? 'HTTPRoute' : 'TrafficSplit',
		place: {
			collection: `/apis/${kind.apiVersion}/namespaces/${where}/${kind.plural}`,
			name,
			title: `${kind.kind} ${where}/${name}`,
		},
	};
}
