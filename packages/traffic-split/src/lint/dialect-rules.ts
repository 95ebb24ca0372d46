import { eachSplit, isRoute, type Rule } from './rule.ts';

/** The rules about how a dialect is written. */
export const DIALECT_RULES: readonly Rule[] = [
	{
		id: 'unreadable',
		severity: 'error',
		why: 'the API server rejects it, or kubectl does',
		wayOut: 'correct the line; docs/splits.md shows each dialect',
		source: 'smi-sdk-go pkg/apis/split; linkerd-smi trafficsplit-crd.yaml; gateway-api apis/v1',
		check: ({ faults }) => [...faults],
	},
	{
		id: 'unknown-field',
		severity: 'warning',
		why: 'the API server drops what its schema does not know, without a word; matches of a v1alpha2 split, for example',
		wayOut: 'correct its name, or write the version that has it',
		source: 'linkerd-smi trafficsplit-crd.yaml (preserveUnknownFields: false)',
		check: eachSplit(({ leftovers, dialect }) =>
			leftovers
				.filter(({ known }) => !known)
				.map(({ file, line, path }) => ({ file, line, message: `${dialect} has no ${path}` })),
		),
	},
	{
		id: 'version-not-served',
		severity: 'warning',
		why: 'linkerd-smi 0.2.7 serves v1alpha1 and v1alpha2 only, and rejects the rest; it knows no matches',
		wayOut: 'for Linkerd write smi/v1alpha2 or, better, gateway/v1 (./canario split convert)',
		source: 'measured; linkerd-smi trafficsplit-crd.yaml',
		check: eachSplit(({ dialect, split, place }) =>
			dialect === 'smi/v1alpha4' ? [{ ...place, message: `${split.name} is written in v1alpha4` }] : [],
		),
	},
	{
		id: 'parent-group-missing',
		severity: 'error',
		why: 'a parent without a group is of gateway.networking.k8s.io, where there is no Service: the route binds to nothing',
		wayOut: 'write group: "" beside kind: Service',
		source: 'gateway-api apis/v1/shared_types.go (ParentReference)',
		check: eachSplit(({ route, split }) =>
			route && route.parentGroup !== '' && route.parentGroup !== 'core'
				? [{ ...route.parentPlace, message: `the parent ${split.apex} is a Service without group: ""` }]
				: [],
		),
	},
	{
		id: 'backend-port-missing',
		severity: 'error',
		why: 'a reference to a Service needs a port: the API server rejects the route',
		wayOut: "write the leaf's port",
		source: 'gateway-api apis/v1/object_reference_types.go',
		check: eachSplit(({ route, split, backendPlaces, place }) =>
			(route?.unported ?? []).map((index) => ({
				...(backendPlaces[index] ?? place),
				message: `${split.backends[index]?.service} has no port`,
			})),
		),
	},
	{
		id: 'other-namespace',
		severity: 'warning',
		why: 'a route for an apex elsewhere holds for clients of its own namespace only; a leaf elsewhere needs a ReferenceGrant there',
		wayOut: 'keep the route, the apex and its leaves in one namespace',
		source: 'gateway-api apis/v1/shared_types.go (ParentReference, BackendRef)',
		check: eachSplit((document) =>
			isRoute(document)
				? (document.route?.otherNamespaces ?? []).map(({ of, name, place }) => ({
						...place,
						message: `the ${of} is in namespace ${name}, the route in ${document.split.namespace ?? 'one that is not said'}`,
					}))
				: [],
		),
	},
];
