import {
	CustomObjectsApi,
	DiscoveryV1Api,
	type KubeConfig,
	type KubernetesListObject,
	type KubernetesObject,
	makeInformer,
	type V1EndpointSlice,
} from '@kubernetes/client-node';
import { type SettableWeights, settableWeights } from '../src/mesh-stand-in-weights.ts';

/** An informer that lost its server asks again after so long, ms. */
const AGAIN_MS = 200;

interface TrafficSplit extends KubernetesObject {
	readonly spec: { readonly backends?: readonly { readonly service: string; readonly weight: number }[] };
}

/** The weights of a TrafficSplit, followed for good. Resolves when the object has been read, or is known to be missing. */
export async function followSplit(
	config: KubeConfig,
	namespace: string,
	name: string,
): Promise<SettableWeights> {
	const api = config.makeApiClient(CustomObjectsApi);
	const place = { group: 'split.smi-spec.io', version: 'v1alpha2', namespace, plural: 'trafficsplits' };
	const path = `/apis/${place.group}/${place.version}/namespaces/${namespace}/${place.plural}`;
	const list = () => api.listNamespacedCustomObject(place) as Promise<KubernetesListObject<TrafficSplit>>;
	const weights = settableWeights('trafficsplit', undefined);
	await follow(config, path, list, (all) => {
		const found = all.find(({ metadata }) => metadata?.name === name)?.spec.backends;
		const next = found && Object.fromEntries(found.map(({ service, weight }) => [service, weight]));
		// an informer that begins anew tells what is known
		if (JSON.stringify(next) !== JSON.stringify(weights.read())) weights.set(next);
	});
	return weights;
}

/** URLs of the pods that are ready behind each Service of a namespace, by the Service's name; told after each change. */
export async function followEndpoints(
	config: KubeConfig,
	namespace: string,
	told: (service: string, urls: readonly string[]) => void,
): Promise<void> {
	const api = config.makeApiClient(DiscoveryV1Api);
	const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
	const known = new Map<string, string>();
	await follow<V1EndpointSlice>(
		config,
		path,
		() => api.listNamespacedEndpointSlice({ namespace }),
		(all) => {
			const byService = Map.groupBy(
				all,
				({ metadata }) => metadata?.labels?.['kubernetes.io/service-name'] ?? '',
			);
			for (const service of new Set([...known.keys(), ...byService.keys()])) {
				const urls = (byService.get(service) ?? []).flatMap(urlsOf).sort();
				if (known.get(service) === urls.join()) continue;
				known.set(service, urls.join());
				told(service, urls);
			}
		},
	);
}

function urlsOf({ endpoints, ports }: V1EndpointSlice): string[] {
	const port = ports?.find(({ name }) => name === 'http')?.port;
	if (port === undefined) return [];
	return (endpoints ?? [])
		.filter(({ conditions }) => conditions?.ready !== false)
		.flatMap(({ addresses }) => addresses.map((address) => `http://${address}:${port}`));
}

/** Tells all objects of a collection, first as they are, then after each change. */
async function follow<T extends KubernetesObject>(
	config: KubeConfig,
	path: string,
	list: () => Promise<KubernetesListObject<T>>,
	told: (all: readonly T[]) => void,
): Promise<void> {
	const informer = makeInformer<T>(config, path, list);
	const tell = () => told(informer.list());
	for (const verb of ['add', 'update', 'delete'] as const) informer.on(verb, tell);
	const again = (cause?: Error) => {
		process.stderr.write(`the watch of ${path} ended, and begins again: ${cause?.message ?? 'no reason'}\n`);
		setTimeout(() => void informer.start().catch(again), AGAIN_MS);
	};
	informer.on('error', again);
	await informer.start();
	tell();
}
