import type { KubeObject } from './objects.ts';

const NAME = 'app.kubernetes.io/name';
const MESH_PORT = 4143;

/** `from → to:port`; `*` for those outside the platform. */
export type Edge = string;

interface Peer {
	readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> };
	readonly namespaceSelector?: unknown;
}

interface Rule {
	readonly from?: readonly Peer[];
	readonly to?: readonly Peer[];
	readonly ports?: readonly { readonly port: number }[];
}

const workloadOf = (peer: Peer): string | undefined => peer.podSelector?.matchLabels?.[NAME];
const portsOf = ({ ports = [] }: Rule) =>
	ports.map(({ port }) => Number(port)).filter((port) => port !== MESH_PORT);

/** Edges between workloads of the platform, that the network policies let in, or out. */
export function networkEdges(objects: readonly KubeObject[], direction: 'ingress' | 'egress'): Set<Edge> {
	const edges = objects
		.filter(({ kind }) => kind === 'NetworkPolicy')
		.flatMap(({ spec }) => {
			const self: string | undefined = spec.podSelector.matchLabels?.[NAME];
			const rules: readonly Rule[] = spec[direction] ?? [];
			return rules.flatMap((rule) =>
				((direction === 'ingress' ? rule.from : rule.to) ?? []).flatMap((peer) => {
					const other = workloadOf(peer);
					if (self === undefined || other === undefined) return [];
					const [from, to] = direction === 'ingress' ? [other, self] : [self, other];
					return portsOf(rule).map((port) => `${from} → ${to}:${port}`);
				}),
			);
		});
	return new Set(edges);
}

/** Edges that the mesh's policies allow by identity; those for everybody are left out. */
export function meshEdges(
	objects: readonly KubeObject[],
	portOf: (to: string, name: string) => number,
): Set<Edge> {
	const named = (kind: string, name: string) =>
		objects.find((one) => one.kind === kind && one.metadata.name === name);
	const edges = objects
		.filter(({ kind }) => kind === 'AuthorizationPolicy')
		.flatMap(({ spec }) => {
			const server = named('Server', spec.targetRef.name);
			if (!server) throw new Error(`there is no Server ${spec.targetRef.name}`);
			const to: string = server.spec.podSelector.matchLabels[NAME];
			const references: readonly { kind: string; name: string }[] = spec.requiredAuthenticationRefs;
			return references
				.filter(({ kind }) => kind === 'MeshTLSAuthentication')
				.flatMap(({ kind, name }) => {
					const identities = named(kind, name)?.spec.identityRefs as { name: string; namespace?: string }[];
					return identities
						.filter(({ namespace }) => namespace === undefined)
						.map((identity) => `${identity.name} → ${to}:${portOf(to, server.spec.port)}`);
				});
		});
	return new Set(edges);
}
