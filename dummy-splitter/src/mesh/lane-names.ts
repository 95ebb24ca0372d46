import { LANES, type Lane } from '@canario/contracts/lane';

/** The lane behind a Service: the one that it is called by, else the only one whose name it has. */
export function laneOfService(service: string): Lane | undefined {
	const [lane, ...more] = LANES.filter((one) => service === one || service.includes(one));
	return more.length === 0 ? lane : undefined;
}

/**
 * The lane that a proxy could not reach: Linkerd's `l5d-proxy-error` names the backend, as in
 * `logical service 10.43.0.9:3050: route HTTPRoute.shop.front: backend Service.shop.blue:3050: … service in fail-fast`.
 */
export function laneOfProxyError(proxyError: string): Lane | undefined {
	const [, service] = /\bbackend Service\.[^.:\s]+\.([^.:\s]+):\d+/.exec(proxyError) ?? [];
	return service === undefined ? undefined : laneOfService(service);
}
