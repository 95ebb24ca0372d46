/** By it an object tells what was written by us. */
export const FIELD_MANAGER = 'canario';

/** One change of a JSON patch (RFC 6902) as far as it is needed. */
export interface PatchOperation {
	readonly op: 'add' | 'replace';
	/** A JSON pointer (RFC 6901). */
	readonly path: string;
	readonly value: unknown;
}

/**
 * What a watch tells. `open`: the server answers. `object`: the object as it is after a change. `bookmark`: nothing
 * changed up to a resourceVersion. `deleted`: the object is gone. `expired`: the server does not know any more what
 * came after the resourceVersion, so it has to be read again.
 */
export type WatchEvent =
	| { readonly type: 'open' | 'deleted' | 'expired' }
	| { readonly type: 'object'; readonly object: unknown }
	| { readonly type: 'bookmark'; readonly resourceVersion: string };

/** One object that the API server keeps. */
export interface ObjectPlace {
	/** `/apis/GROUP/VERSION/namespaces/NAMESPACE/PLURAL` */
	readonly collection: string;
	readonly name: string;
	/** What messages call it, for example `HTTPRoute shop/front`. */
	readonly title: string;
	/** What an account must be allowed to do with it; `get, patch and watch` unless told. */
	readonly rights?: string;
}

/**
 * Access to a Kubernetes API server.
 *
 * Everything rejects with ServiceError: `unauthorized`, `forbidden`, `not_found`, `conflict` (another resourceVersion
 * than the patch names; an object of that name is there already), `invalid_input` (the server finds the object wrong), `unavailable` (no answer within ten
 * seconds, one that says to try again, or the object's kind is not served), each with a message that names the server and the way out.
 */
export interface KubeClient {
	/** The object as it is now. */
	get(place: ObjectPlace, signal?: AbortSignal): Promise<unknown>;
	/** Makes an object, which has its name in it; gives it as it is then. */
	create(place: ObjectPlace, object: object): Promise<unknown>;
	/** Applies a JSON patch as a whole or not at all; gives the object as it is then. */
	patch(place: ObjectPlace, operations: readonly PatchOperation[]): Promise<unknown>;
	/** What comes after a resourceVersion, until the server ends it (a minute at most) or `signal` aborts, which throws. */
	watch(place: ObjectPlace, resourceVersion: string, signal: AbortSignal): AsyncIterable<WatchEvent>;
}
