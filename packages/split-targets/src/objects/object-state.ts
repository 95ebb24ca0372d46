import { createHash } from 'node:crypto';
import { byLane } from '@canario/contracts/lane';
import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import type { TargetState } from '@canario/traffic-split/split-target';
import { weightsSchema } from '@canario/traffic-split/weights';
import type { z } from 'zod';
import { FIELD_MANAGER } from '../cluster/kube-client.ts';
import type { LaneBackends } from './lane-backends.ts';
import type { ObjectMetadata } from './object-schema.ts';

/** What a change leaves on the object, for those who come after. */
export const NOTES = {
	by: 'canario.dev/changed-by',
	reason: 'canario.dev/reason',
	at: 'canario.dev/changed-at',
	/** The weights that the other notes are about: others may have changed them since. */
	weights: 'canario.dev/weights',
} as const;

/** Weights in a word of two, as in messages and notes. */
export const weightsWords = ({ blue, green }: Weights) => `blue=${blue} green=${green}`;

/**
 * A word that is another with each change of what the object asks for. It is not the resourceVersion: controllers
 * write their status into the object after each change, and that must not make anybody's version stale.
 */
export function versionOf({ uid, generation, annotations }: ObjectMetadata): string {
	// the uid, for an object that was deleted and made anew; the note, for a change that keeps the weights
	const mark = createHash('sha256').update(`${uid}\n${annotations[NOTES.at] ?? ''}`);
	return `${generation}-${mark.digest('hex').slice(0, 8)}`;
}

/** When our last change was made, milliseconds since the Unix epoch; undefined where there was none. */
export function changedAtMs({ annotations }: ObjectMetadata): number | undefined {
	const atMs = Date.parse(annotations[NOTES.at] ?? '');
	return Number.isNaN(atMs) ? undefined : atMs;
}

/**
 * The weights, and what is known of their last change.
 *
 * @throws {ServiceError} `conflict` where the weights are none that mean the same to every mesh.
 */
export function stateOf(
	metadata: ObjectMetadata,
	backends: LaneBackends,
	title: string,
): TargetState<string> {
	const version = versionOf(metadata);
	const { data: weights, error } = weightsSchema.safeParse(byLane((lane) => backends[lane].weight));
	if (!weights) {
		throw new ServiceError(
			'conflict',
			`the weights of ${title} (version ${version}) are ${written(backends)}, which cannot be used (${whyNot(error)}): ./canario split set writes others over them`,
		);
	}
	return { weights, version, ...lastChange(metadata, weights) };
}

/** Our words for what a typed client would say of `500m`. */
const whyNot = ({ issues: [issue] }: z.ZodError) =>
	issue?.code === 'invalid_type' ? 'a text, as v1alpha1 has it, is no whole number' : issue?.message;

const written = ({ blue, green }: LaneBackends) =>
	`blue=${JSON.stringify(blue.weight)} green=${JSON.stringify(green.weight)}`;

function lastChange(
	metadata: ObjectMetadata,
	weights: Weights,
): Pick<TargetState<string>, 'changedAtMs' | 'by' | 'reason'> {
	const { annotations, managedFields, creationTimestamp } = metadata;
	if (annotations[NOTES.weights] === weightsWords(weights)) {
		return {
			changedAtMs: changedAtMs(metadata),
			by: annotations[NOTES.by],
			reason: annotations[NOTES.reason],
		};
	}
	// somebody else wrote them: all there is is the writer's word for itself, to the second
	const writers = managedFields.filter(
		({ manager, fieldsV1, time }) => manager !== FIELD_MANAGER && 'f:spec' in fieldsV1 && time,
	);
	const [last] = writers.sort((a, b) => Date.parse(b.time ?? '') - Date.parse(a.time ?? ''));
	return {
		changedAtMs: Date.parse(last?.time ?? creationTimestamp),
		...(last?.manager && { by: last.manager }),
	};
}
