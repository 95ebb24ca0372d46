import { ServiceError } from '@canario/service-kit/service-error';
import {
	HttpMethod,
	IsomorphicFetchHttpLibrary,
	type KubeConfig,
	RequestContext,
	type ResponseContext,
} from '@kubernetes/client-node';
import type { ObjectPlace, PatchOperation } from './kube-client.ts';
import { refusal, unreachable } from './kube-errors.ts';

/** A GET unless there is something to write. */
export interface Wish {
	/** With its query. */
	readonly path: string;
	/** Makes it a PATCH. */
	readonly patch?: readonly PatchOperation[];
	/** Makes it a POST, of this object. */
	readonly made?: object;
	readonly signal: AbortSignal;
}

/** Asks an API server. */
export interface Sender {
	readonly server: string;
	/** Gives the answer whatever it says; rejects with `unavailable` where there is none. */
	send(wish: Wish): Promise<ResponseContext>;
	/** Gives back a good answer, and throws another as what it says about `place`. */
	good(place: ObjectPlace, response: ResponseContext): Promise<ResponseContext>;
}

/** Asks the API server of `config`, by the library's ways of logging in: files, tokens, certificates, plugins, pods. */
export function senderFor(config: KubeConfig): Sender {
	const server = config.getCurrentCluster()?.server ?? '';
	const http = new IsomorphicFetchHttpLibrary();
	// the library would make new ones for each request
	let connections: ReturnType<RequestContext['getDispatcher']>;
	return {
		server,
		async send({ path, patch, made, signal }) {
			const request = new RequestContext(`${server}${path}`, methodOf(patch, made));
			await authenticate(config, request);
			connections ??= request.getDispatcher();
			if (connections) request.setDispatcher(connections);
			request.setSignal(signal);
			if (patch ?? made) {
				request.setHeaderParam('content-type', patch ? 'application/json-patch+json' : 'application/json');
				request.setBody(JSON.stringify(patch ?? made));
			}
			try {
				return await http.send(request).toPromise();
			} catch (cause) {
				connections = undefined;
				throw unreachable(server, cause);
			}
		},
		async good(place, response) {
			if (response.httpStatusCode < 300) return response;
			// a certificate may have been renewed
			if (response.httpStatusCode === 401) connections = undefined;
			throw refusal(place, server, response.httpStatusCode, await jsonBody(response));
		},
	};
}

function methodOf(patch: unknown, made: unknown): HttpMethod {
	if (patch) return HttpMethod.PATCH;
	return made ? HttpMethod.POST : HttpMethod.GET;
}

async function authenticate(config: KubeConfig, request: RequestContext): Promise<void> {
	try {
		await config.applySecurityAuthentication(request);
	} catch (cause) {
		// a plugin that logs in, or a file that is gone
		const why = (cause as Error).message;
		throw new ServiceError('unauthorized', `the kubeconfig's way of logging in fails: ${why}`, { cause });
	}
}

/** Undefined for a body that broke off, or is no JSON. */
export async function jsonBody(response: ResponseContext): Promise<unknown> {
	try {
		return JSON.parse(await response.body.text());
	} catch {
		return undefined;
	}
}
