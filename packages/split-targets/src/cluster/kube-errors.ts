import { type ErrorCode, ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';
import type { ObjectPlace } from './kube-client.ts';

/** `Status` of the API server, which tells why a request failed. */
const statusSchema = z.object({
	message: z.string().optional(),
	reason: z.string().optional(),
	code: z.number().optional(),
	details: z.object({ name: z.string().optional() }).optional(),
});

/** What the API server says of a request that failed; empty where its answer is none of an API server. */
export function statusOf(answer: unknown): z.infer<typeof statusSchema> {
	return statusSchema.safeParse(answer).data ?? {};
}

const CODES: Readonly<Record<number, ErrorCode>> = {
	400: 'invalid_input',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not_found',
	409: 'conflict',
	422: 'invalid_input',
};

/**
 * A request about `place` that `server` refused with an HTTP status. `not_found` says that the object itself is not there:
 * where its kind is not served, as for some seconds by a server that comes back, nobody knows.
 */
export function refusal(
	place: ObjectPlace,
	server: string,
	httpStatus: number,
	answer: unknown,
): ServiceError {
	const { title, name, rights = 'get, patch and watch' } = place;
	const code = CODES[httpStatus] ?? (httpStatus > 403 && httpStatus < 429 ? 'invalid_input' : 'unavailable');
	const { message, details } = statusOf(answer);
	const said = message ? `: ${message}` : '';
	switch (httpStatus) {
		case 401:
			return new ServiceError(
				code,
				`the API server at ${server} does not know who asks${said}: see kubectl config view, and log in again`,
			);
		case 403:
			return new ServiceError(
				code,
				`${title} may not be used so${said}: an account needs ${rights} on this one object`,
			);
		case 404:
			if (details?.name === name) return missing(place);
			// the namespace, for one
			return details?.name === undefined
				? unserved(place, server)
				: new ServiceError('unavailable', `the API server at ${server} has no place for ${title}${said}`);
		case 409:
			return new ServiceError(code, `${title} was changed meanwhile${said}`);
		default:
			return code === 'unavailable'
				? new ServiceError(code, `the API server at ${server} answered ${httpStatus}${said}`)
				: new ServiceError(code, `the API server refuses this of ${title}${said}`);
	}
}

function missing({ title, collection }: ObjectPlace): ServiceError {
	const plural = collection.split('/').at(-1);
	const kinds = plural === 'leases' ? plural : 'trafficsplit,httproute';
	return new ServiceError(
		'not_found',
		`there is no ${title}: kubectl get ${kinds} -A shows what there is (--namespace and --context say where)`,
	);
}

/** The group and version of a place, its kind, and the slash before an object's name: there is none for a list. */
const PLACE = /^\/apis?\/(.+?)\/namespaces\/[^/]+\/([^/?]+)(\/)?/;

/** Where the CRDs of a group come from; other groups are Kubernetes' own. */
const INSTALL: Readonly<Record<string, string>> = {
	'gateway.networking.k8s.io': 'install the CRDs of the Gateway API, or split with trafficsplit/NAME',
	'split.smi-spec.io': 'install linkerd-smi, or split with httproute/NAME',
};

function unserved({ collection, name }: ObjectPlace, server: string): ServiceError {
	const [, version = '', plural = '', object] = PLACE.exec(`${collection}/${name}`) ?? [];
	const wayOut = INSTALL[version.split('/')[0] ?? ''] ?? 'it is still starting, or is none of a Kubernetes';
	return new ServiceError(
		// a list of what is not served is itself what is not there
		object === undefined ? 'not_found' : 'unavailable',
		`the API server at ${server} serves no ${plural} of ${version}: ${wayOut}`,
	);
}

/** A request that had no answer. */
export function unreachable(server: string, cause: unknown): ServiceError {
	// fetch hides the reason in its cause, and a connection that was tried on several addresses has none
	const { message, code } = ((cause as Error).cause ?? cause) as Error & { readonly code?: string };
	return new ServiceError('unavailable', `cannot reach the API server at ${server}: ${message || code}`, {
		cause,
	});
}
