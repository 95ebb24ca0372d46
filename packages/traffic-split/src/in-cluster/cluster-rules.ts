import type { Finding } from '../lint/lint.ts';
import { isRoute } from '../lint/rule.ts';
import type { SplitDocument } from '../split-document.ts';
import { type ClientPod, retriesByProfile, retryAnnotation, unmetConditions } from './facts.ts';
import type { ClusterLook, SeenObject } from './look.ts';

/** What one split of a cluster is looked at with. */
export interface Surroundings {
	readonly look: ClusterLook;
	readonly clients: readonly ClientPod[];
	/** Endpoints that take requests, by Service; undefined where endpoints could not be read. */
	readonly ready: ReadonlyMap<string, number> | undefined;
}

interface ClusterRule extends Pick<Finding, 'severity' | 'why' | 'wayOut' | 'source'> {
	readonly id: string;
	/** What is wrong, once for each that is. */
	check(document: SplitDocument, object: SeenObject, surroundings: Surroundings): readonly string[];
}

const RESTART = 'kubectl rollout restart deployment/dummy-splitter';

/** The rules that only a cluster can answer; docs/mesh.md has them in this order. */
export const CLUSTER_RULES: readonly ClusterRule[] = [
	{
		id: 'leaf-without-endpoints',
		severity: 'error',
		why: 'its share fails for 3 s (504), then goes to the other leaf; one of weight 0 never steps in (503)',
		wayOut: 'bring its pods back (kubectl get pods, kubectl describe service), or give it weight 0 first',
		source: 'measured',
		check: ({ split }, _object, { ready }) =>
			split.backends
				.filter(({ service, weight }) => weight > 0 && ready !== undefined && !ready.get(service))
				.map(({ service, weight }) => `${service} has weight ${weight} and no endpoint that is ready`),
	},
	{
		id: 'split-younger-than-client',
		severity: 'warning',
		why: "a client's proxy that was in use when its TrafficSplit came never follows it: all goes to the apex's own pods",
		wayOut: `restart the clients (${RESTART}), and have the split exist before them`,
		source: 'measured',
		check(document, { metadata }, { clients }) {
			const createdAtMs = Date.parse(metadata.creationTimestamp ?? '');
			if (isRoute(document)) return [];
			return clientsOf(document, clients)
				.filter(({ startedAtMs }) => startedAtMs !== undefined && startedAtMs < createdAtMs)
				.map(({ name }) => `${document.split.name} is younger than its client, the pod ${name}`);
		},
	},
	{
		id: 'client-not-meshed',
		severity: 'error',
		why: "what it sends is not split: it goes where the apex's selector points",
		wayOut: `annotate its namespace or pod template with linkerd.io/inject: enabled, then ${RESTART}`,
		source: 'measured',
		check: (document, _object, { clients }) =>
			clientsOf(document, clients)
				.filter(({ meshed }) => !meshed)
				.map(({ name }) => `the pod ${name} calls ${document.split.apex} without a proxy`),
	},
	{
		id: 'retries-cross-lanes',
		severity: 'warning',
		why: 'what one lane fails another answers: shares of answers are not the shares that were drawn',
		wayOut: 'take the retries away while shares or a canary are judged, or count at the lanes',
		source: 'measured; linkerd.io/2/reference/retries',
		check: (document, object, { look }) => retriesOf(document, object, look),
	},
	{
		id: 'route-not-accepted',
		severity: 'error',
		why: 'the mesh does not follow it as it is written',
		wayOut: 'correct what its status names',
		source: 'gateway-api apis/v1/shared_types.go (RouteParentStatus)',
		check: (document, object) =>
			isRoute(document)
				? unmetConditions(object).map((text) => `${document.split.name}: its controller says not ${text}`)
				: [],
	},
];

/** Pods that call the apex; one that does not say whom it calls may be. */
const clientsOf = ({ split }: SplitDocument, clients: readonly ClientPod[]) =>
	clients.filter(({ apex }) => apex === undefined || apex === split.apex);

function retriesOf(document: SplitDocument, object: SeenObject, { objects }: ClusterLook): string[] {
	const { apex, name } = document.split;
	const service = objects.Service.find(({ metadata }) => metadata.name === apex);
	// with a TrafficSplit annotations do nothing, which lint says
	const annotated = isRoute(document)
		? [retryAnnotation(object), service && retryAnnotation(service)].find((one) => one !== undefined)
		: undefined;
	if (annotated !== undefined) return [`${name} has ${annotated}`];
	const profile = objects.ServiceProfile.find(
		(one) => one.metadata.name.split('.')[0] === apex && retriesByProfile(one),
	);
	return profile ? [`the ServiceProfile of ${apex} has isRetryable`] : [];
}
