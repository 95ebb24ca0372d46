import { LANES } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import type { PatchOperation } from '../cluster/kube-client.ts';
import type { LaneBackends } from './lane-backends.ts';
import type { ObjectMetadata } from './object-schema.ts';
import { NOTES, weightsWords } from './object-state.ts';

interface Change {
	readonly weights: Weights;
	readonly reason: string;
	readonly by: string;
	/** Milliseconds since the Unix epoch. */
	readonly atMs: number;
}

/**
 * A JSON patch that changes the weights and the notes about them, nothing else, and only while the object is as it was
 * read.
 *
 * It is no server-side apply: the lists of backends are atomic there, so that who applies a weight applies, and owns,
 * all of the list with filters, ports and timeouts that others wrote. A `test` of the resourceVersion would be
 * answered with 422 like any nonsense; setting it to the one that was read gives 409 where it is another by now.
 */
export function changePatch(
	{ resourceVersion, annotations }: ObjectMetadata,
	backends: LaneBackends,
	{ weights, reason, by, atMs }: Change,
): PatchOperation[] {
	const notes = {
		[NOTES.by]: by,
		[NOTES.reason]: reason,
		[NOTES.at]: new Date(atMs).toISOString(),
		[NOTES.weights]: weightsWords(weights),
	};
	return [
		{ op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion },
		...LANES.map((lane) => ({ op: 'add' as const, path: backends[lane].pointer, value: weights[lane] })),
		...notesPatch(notes, Object.keys(annotations).length > 0),
	];
}

function notesPatch(notes: Record<string, string>, hasAnnotations: boolean): PatchOperation[] {
	if (!hasAnnotations) return [{ op: 'add', path: '/metadata/annotations', value: notes }];
	return Object.entries(notes).map(([key, value]) => ({
		op: 'add',
		path: `/metadata/annotations/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
		value,
	}));
}
