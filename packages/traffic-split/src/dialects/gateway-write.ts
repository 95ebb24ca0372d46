import { ServiceError } from '@canario/service-kit/service-error';
import type { Backend, Split } from '../split.ts';
import type { HttpRoute } from './gateway-schema.ts';
import { metadataOf } from './metadata.ts';

/**
 * A split as an HTTPRoute whose parent is the apex.
 *
 * @throws {ServiceError} `invalid_input` where no port of a leaf is known: a reference to a Service needs one.
 */
export function httpRoute(split: Split): HttpRoute {
	const { port, apex, backends } = split;
	return {
		apiVersion: 'gateway.networking.k8s.io/v1',
		kind: 'HTTPRoute',
		metadata: metadataOf(split),
		spec: {
			parentRefs: [{ group: '', kind: 'Service', name: apex, ...(port !== undefined && { port }) }],
			rules: [{ backendRefs: backends.map((backend) => backendRef(backend, split)) }],
		},
	};
}

function backendRef({ service, weight, port }: Backend, split: Split) {
	const known = port ?? split.port;
	if (known === undefined) {
		throw new ServiceError(
			'invalid_input',
			`an HTTPRoute names the port of each leaf, and none is known for ${service} of ${split.name}`,
		);
	}
	return { name: service, port: known, weight };
}
