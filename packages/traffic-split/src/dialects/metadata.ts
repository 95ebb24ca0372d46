import { defined, type Split } from '../split.ts';
import type { Metadata } from './common-schema.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
/** What the API server writes, and nobody misses. */
const OF_THE_SERVER = [
	'uid',
	'resourceVersion',
	'generation',
	'creationTimestamp',
	'managedFields',
	'selfLink',
];
const CARRIED = ['name', 'namespace', 'labels', 'annotations'];

type Common = Pick<Split, 'name' | 'namespace' | 'labels' | 'annotations'>;

/** What a split keeps of an object's metadata. */
export function commonOf({ name, namespace, labels, annotations }: Metadata): Common {
	const { [LAST_APPLIED]: _, ...kept } = annotations ?? {};
	return defined<Common>({
		name,
		namespace,
		labels: labels && Object.keys(labels).length > 0 ? labels : undefined,
		annotations: Object.keys(kept).length > 0 ? kept : undefined,
	});
}

/** The keys of an object's metadata that a split does not keep and a person may have written. */
export function droppedOf(metadata: Metadata): string[] {
	return Object.keys(metadata).filter((key) => !CARRIED.includes(key) && !OF_THE_SERVER.includes(key));
}

/** An object's metadata, from its split. */
export function metadataOf({ name, namespace, labels, annotations }: Split): Metadata {
	return defined<Metadata>({ name, namespace, labels, annotations });
}
