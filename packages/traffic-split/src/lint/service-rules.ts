import type { SplitDocument } from '../split-document.ts';
import { eachSplit, type Hit, isRoute, type Rule, serviceOf } from './rule.ts';

const leafPlace = ({ backendPlaces, place }: SplitDocument, index: number) => backendPlaces[index] ?? place;

/** Annotations that a Service with a TrafficSplit has in vain, and a leaf of any split. */
const POLICY_ANNOTATION = /^(balancer|retry|timeout)\.linkerd\.io\//;

/** The rules about the Services of a split. Those that need a Service's document look where it was given. */
export const SERVICE_RULES: readonly Rule[] = [
	{
		id: 'unknown-port',
		severity: 'error',
		why: 'the route is not bound to any traffic, or its share of requests fails',
		wayOut: 'name a port of the Service; it is the port, not the targetPort',
		source: 'gateway-api apis/v1/object_reference_types.go',
		check: eachSplit((document, parsed) => {
			const { split, route, place } = document;
			if (!route) return [];
			const named = [
				{ service: split.apex, port: split.port, place: route.parentPlace },
				...split.backends.map(({ service, port = split.port }, index) => ({
					service,
					port,
					place: leafPlace(document, index) ?? place,
				})),
			];
			return named.flatMap(({ service, port, place: at }): Hit[] => {
				const ports = serviceOf(document, parsed, service)?.ports;
				if (port === undefined || !ports || ports.includes(port)) return [];
				return [{ ...at, message: `${service} has no port ${port}; it has ${ports.join(', ') || 'none'}` }];
			});
		}),
	},
	{
		id: 'leaf-without-apex-port',
		severity: 'warning',
		why: "the apex's port number is used on the leaf's pods: where they do not listen there, its share gets 502",
		wayOut: "give the leaf's Service every port of the apex's",
		source: 'measured; smi-spec apis/traffic-split',
		check: eachSplit((document, parsed) => {
			const apex = serviceOf(document, parsed, document.split.apex);
			if (isRoute(document) || !apex) return [];
			return document.split.backends.flatMap(({ service }, index): Hit[] => {
				const leaf = serviceOf(document, parsed, service);
				const missing = leaf ? apex.ports.filter((port) => !leaf.ports.includes(port)) : [];
				if (missing.length === 0) return [];
				const message = `${service} has no port ${missing.join(', ')} of its apex ${apex.name}`;
				return [{ ...leafPlace(document, index), message }];
			});
		}),
	},
	{
		id: 'missing-service',
		severity: 'warning',
		why: 'the share of a leaf that is not there fails: with a route always (500), with a TrafficSplit for 3 s (504), then it goes to the others',
		wayOut: 'apply the Service first, or look whether its name and namespace are right',
		source: 'measured',
		check: eachSplit((document, parsed) => {
			const { split } = document;
			const isThere = (name: string) => serviceOf(document, parsed, name) !== undefined;
			const named = [split.apex, ...split.backends.map(({ service }) => service)];
			// only where the Services of this split are among the documents can one be missed
			if (!named.some(isThere)) return [];
			return named.flatMap((name, index): Hit[] => {
				const place = index === 0 ? document.place : leafPlace(document, index - 1);
				return isThere(name) || (index > 0 && name === split.apex)
					? []
					: [{ ...place, message: `${name} is not among the Services given` }];
			});
		}),
	},
	{
		id: 'headless-service',
		severity: 'error',
		why: 'clients of a headless Service call pods, and a call to a pod is not split',
		wayOut: 'give the apex a cluster IP',
		source: 'smi-spec apis/traffic-split; gateway-api apis/v1/shared_types.go (ClusterIP Services only)',
		check: eachSplit((document, parsed) => {
			const apex = serviceOf(document, parsed, document.split.apex);
			return apex?.headless ? [{ ...apex.place, message: `${apex.name} has no cluster IP` }] : [];
		}),
	},
	{
		id: 'annotation-ignored',
		severity: 'warning',
		why: 'breaker, retry and timeout annotations work on the apex of a route only: not on a leaf, and not with a TrafficSplit',
		wayOut: 'split with an HTTPRoute and annotate the apex, or take the annotation away',
		source: 'measured; linkerd.io/2/reference/circuit-breaking and /retries',
		check: eachSplit((document, parsed) => {
			const { split } = document;
			const leaves = split.backends.map(({ service }) => service);
			return [...new Set([...leaves, split.apex])].flatMap((name): Hit[] => {
				const service = serviceOf(document, parsed, name);
				if (!service || (name === split.apex && isRoute(document))) return [];
				const [annotation] = Object.keys(service.annotations).filter((key) => POLICY_ANNOTATION.test(key));
				if (!annotation) return [];
				const role = name === split.apex ? 'the apex of a TrafficSplit' : 'a leaf';
				return [{ ...service.place, message: `${name} is ${role}: ${annotation} has no effect` }];
			});
		}),
	},
];
