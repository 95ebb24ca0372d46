import { ServiceError } from '@canario/service-kit/service-error';
import { z } from 'zod';

/** Kinds of objects that tell why a split does not do what it says. */
const KINDS = {
	Service: { apiVersion: 'v1', plural: 'services' },
	EndpointSlice: { apiVersion: 'discovery.k8s.io/v1', plural: 'endpointslices' },
	TrafficSplit: { apiVersion: 'split.smi-spec.io/v1alpha2', plural: 'trafficsplits' },
	HTTPRoute: { apiVersion: 'gateway.networking.k8s.io/v1', plural: 'httproutes' },
	ServiceProfile: { apiVersion: 'linkerd.io/v1alpha2', plural: 'serviceprofiles' },
	Pod: { apiVersion: 'v1', plural: 'pods' },
} as const;

export type LookedAtKind = keyof typeof KINDS;

/** All of them. */
export const LOOKED_AT = Object.keys(KINDS) as readonly LookedAtKind[];

const metadataSchema = z.object({
	name: z.string(),
	creationTimestamp: z.string().optional(),
	labels: z.record(z.string(), z.string()).default({}),
	annotations: z.record(z.string(), z.string()).default({}),
});
const objectSchema = z.looseObject({
	metadata: metadataSchema.loose(),
	spec: z.unknown().optional(),
	status: z.unknown().optional(),
});
const listSchema = z.object({ items: z.array(objectSchema) });

/** An object as the API server gives it. */
export type SeenObject = z.infer<typeof objectSchema>;

/** What a namespace has, as far as one may read it. */
export interface ClusterLook {
	readonly namespace: string;
	readonly objects: Readonly<Record<LookedAtKind, readonly SeenObject[]>>;
	/** Kinds that may not be read, and why: nothing can be said of them. */
	readonly unread: readonly { readonly kind: LookedAtKind; readonly why: string }[];
}

/** One object, or by the name of a kind in the plural all of them. */
export interface ReadPlace {
	readonly collection: string;
	readonly name: string;
	/** What messages call it. */
	readonly title: string;
}

/** What of a Kubernetes client is needed; rejects with ServiceError. */
export interface Reader {
	get(place: ReadPlace, signal?: AbortSignal): Promise<unknown>;
}

/** One object. Rejects as the client does, and with `unavailable` for what is none. */
export async function readObject(client: Reader, place: ReadPlace): Promise<SeenObject> {
	const { data, error } = objectSchema.safeParse(await client.get(place));
	if (data) return data;
	throw new ServiceError('unavailable', `${place.title} came back as no object`, { cause: error });
}

/**
 * Reads what a namespace has of the kinds that matter. A kind that the server does not know has no objects; one that
 * may not be read is told of in `unread`. Rejects as the client does when the server cannot be asked.
 */
export async function lookAt(
	client: Reader,
	namespace: string,
	kinds: readonly LookedAtKind[] = LOOKED_AT,
): Promise<ClusterLook> {
	const objects = Object.fromEntries(LOOKED_AT.map((kind) => [kind, [] as readonly SeenObject[]]));
	const unread: { kind: LookedAtKind; why: string }[] = [];
	await Promise.all(
		kinds.map(async (kind) => {
			const { apiVersion, plural } = KINDS[kind];
			const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
			const place = {
				collection: `${root}/namespaces/${namespace}`,
				name: plural,
				title: `${plural} of ${namespace}`,
			};
			try {
				objects[kind] = objectsOf(await client.get(place), kind);
			} catch (error) {
				const code = error instanceof ServiceError ? error.code : 'internal';
				if (code === 'forbidden') unread.push({ kind, why: (error as Error).message });
				else if (code !== 'not_found') throw error;
			}
		}),
	);
	return { namespace, objects: objects as ClusterLook['objects'], unread };
}

/** The items of a list, each with the kind that the API server leaves out there. */
function objectsOf(answer: unknown, kind: LookedAtKind): SeenObject[] {
	const { data, error } = listSchema.safeParse(answer);
	if (!data) throw new ServiceError('unavailable', `no list of ${kind} came back`, { cause: error });
	return data.items.map((item) => ({ apiVersion: KINDS[kind].apiVersion, kind, ...item }));
}

/** What messages call an object: `Service shop/front`. */
export const titleOf = (kind: LookedAtKind, namespace: string, { metadata }: SeenObject): string =>
	`${kind} ${namespace}/${metadata.name}`;
