import type { Manifest } from '../manifests.ts';
import { parseQuantity, quantityOf } from '../quantity.ts';
import { defined, type MatchReference, type Split } from '../split.ts';
import { pathText, type SplitDocument, unknownPaths } from '../split-document.ts';
import { commonOf, droppedOf, metadataOf } from './metadata.ts';
import type { TrafficSplitV1alpha1, TrafficSplitV1alpha2, TrafficSplitV1alpha4 } from './smi-schema.ts';

export type TrafficSplit = TrafficSplitV1alpha1 | TrafficSplitV1alpha2 | TrafficSplitV1alpha4;
export type SmiDialect = 'smi/v1alpha1' | 'smi/v1alpha2' | 'smi/v1alpha4';

/** The split that a TrafficSplit is. */
export function splitOfTrafficSplit(
	dialect: SmiDialect,
	read: TrafficSplit,
	manifest: Manifest,
): SplitDocument {
	const { service, backends } = read.spec;
	const matches = 'matches' in read.spec ? read.spec.matches : undefined;
	const unknown = unknownPaths(manifest.value, read).map((path) => ({ path, known: false }));
	const dropped = droppedOf(read.metadata).map((key) => ({ path: ['metadata', key], known: true }));
	return {
		dialect,
		split: defined<Split>({
			...commonOf(read.metadata),
			apex: service,
			backends: backends.map((backend) => ({ service: backend.service, weight: numberOf(backend.weight) })),
			port: undefined,
			matches:
				matches && matches.length > 0
					? matches.map((match) =>
							defined<MatchReference>({ apiGroup: match.apiGroup, kind: match.kind, name: match.name }),
						)
					: undefined,
		}),
		place: manifest.placeOf(['spec']),
		backendPlaces: backends.map((_, index) => manifest.placeOf(['spec', 'backends', index])),
		written: backends.map(({ weight }) => weight),
		leftovers: [...unknown, ...dropped].map(({ path, known }) => ({
			...manifest.placeOf(path),
			path: pathText(path),
			known,
		})),
		siblings: 1,
	};
}

const numberOf = (weight: string | number) =>
	typeof weight === 'number' ? weight : (parseQuantity(weight)?.value ?? Number.NaN);

/** A split as a v1alpha1 TrafficSplit; its weights as quantities. */
export function trafficSplitV1alpha1(split: Split): TrafficSplitV1alpha1 {
	return {
		apiVersion: 'split.smi-spec.io/v1alpha1',
		kind: 'TrafficSplit',
		metadata: metadataOf(split),
		spec: {
			service: split.apex,
			backends: split.backends.map(({ service, weight }) => ({ service, weight: quantityOf(weight) })),
		},
	};
}

/** A split as a v1alpha2 TrafficSplit. */
export function trafficSplitV1alpha2(split: Split): TrafficSplitV1alpha2 {
	return {
		apiVersion: 'split.smi-spec.io/v1alpha2',
		kind: 'TrafficSplit',
		metadata: metadataOf(split),
		spec: { service: split.apex, backends: plainBackends(split) },
	};
}

/** A split as a v1alpha4 TrafficSplit. */
export function trafficSplitV1alpha4(split: Split): TrafficSplitV1alpha4 {
	const { matches } = split;
	return {
		apiVersion: 'split.smi-spec.io/v1alpha4',
		kind: 'TrafficSplit',
		metadata: metadataOf(split),
		spec: {
			service: split.apex,
			...(matches && { matches: [...matches] }),
			backends: plainBackends(split),
		},
	};
}

const plainBackends = ({ backends }: Split) => backends.map(({ service, weight }) => ({ service, weight }));
