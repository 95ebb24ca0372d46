import { setTimeout as sleep } from 'node:timers/promises';
import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import type { SplitTarget, TargetState, WantedChange } from '@canario/traffic-split/split-target';
import { weightsSchema } from '@canario/traffic-split/weights';
import type { KubeClient, ObjectPlace } from '../cluster/kube-client.ts';
import { changePatch } from './change-patch.ts';
import { refuseOwned, stale } from './change-refusals.ts';
import { type LaneBackends, type LaneNames, laneBackends } from './lane-backends.ts';
import { type ClusterObject, clusterObject } from './object-schema.ts';
import { changedAtMs, stateOf, versionOf } from './object-state.ts';
import type { SplitKind } from './split-kind.ts';
import { watchObject } from './watch-object.ts';

/** Where others keep writing, a change without a version is tried so often. */
const TRIES = 20;

export interface ObjectOptions {
	readonly client: KubeClient;
	readonly namespace: string;
	readonly name: string;
	/** Who acts, for those who come after. */
	readonly by: string;
	/** The Services behind the lanes; else they are found by their names. */
	readonly lanes?: LaneNames | undefined;
	/** Overrides the kind's pause between two changes, milliseconds. */
	readonly pauseMs?: number | undefined;
	/** Between two tries to reach the server, in a watch, milliseconds; 250 unless told. */
	readonly againMs?: number | undefined;
	/** Asked right before each write; throws where nothing may be written any more. */
	readonly mayWrite?: (() => void) | undefined;
	/** Milliseconds since the Unix epoch. */
	readonly now: () => number;
}

/** An object of a mesh with its backends told apart. */
export interface SplitObject extends ClusterObject {
	readonly backends: LaneBackends;
}

/**
 * The weights of a Kubernetes object. They are changed in place, nothing else is; who and why stand beside them in
 * annotations, of the last change alone.
 *
 * Beside what the port says it rejects with `not_found` where there is no such object, and with `conflict` where the object is another tool's, or
 * where its backends or weights are none of two lanes.
 */
export function objectSplitTarget(kind: SplitKind, options: ObjectOptions): SplitTarget<string> {
	const { client, namespace, name, lanes, now, againMs = 250 } = options;
	const place: ObjectPlace = {
		collection: `/apis/${kind.apiVersion}/namespaces/${namespace}/${kind.plural}`,
		name,
		title: `${kind.kind} ${namespace}/${name}`,
	};
	/** Weights of the versions that were seen here, for a watch that begins after one of them. */
	const seen = new Map<string, Weights>();
	const objectOf = (answer: unknown): SplitObject => {
		const object = clusterObject(answer);
		return { ...object, backends: laneBackends(kind.splitsOf(object.spec), lanes, place.title) };
	};
	const understood = (answer: unknown): TargetState<string> => {
		const { metadata, backends } = objectOf(answer);
		const state = stateOf(metadata, backends, place.title);
		remember(seen, state);
		return state;
	};
	return {
		read: async () => understood(await client.get(place)),
		compareAndSet: (wanted) =>
			change(wanted, { ...options, place, objectOf, understood, pauseMs: options.pauseMs ?? kind.pauseMs }),
		watch: (watching) => watchObject({ client, place, understood, seen, now, againMs }, watching),
	};
}

/** Keeps the last hundred. */
function remember(seen: Map<string, Weights>, { version, weights }: TargetState<string>): void {
	seen.set(version, weights);
	const [oldest] = seen.keys();
	if (seen.size > 100 && oldest !== undefined) seen.delete(oldest);
}

interface Means extends ObjectOptions {
	readonly place: ObjectPlace;
	readonly pauseMs: number;
	objectOf(answer: unknown): SplitObject;
	understood(answer: unknown): TargetState<string>;
}

/** Reads and writes until nobody wrote in between, or the version is stale. */
async function change(wanted: WantedChange<string>, means: Means): Promise<TargetState<string>> {
	const { client, place, by, now } = means;
	const { weights, reason } = checked(wanted);
	let waitedFor: number | undefined;
	for (let tries = 0; tries < TRIES; tries++) {
		const answer = await client.get(place);
		const object = means.objectOf(answer);
		refuseOwned(object, place);
		if (wanted.ifVersion !== undefined && versionOf(object.metadata) !== wanted.ifVersion) {
			throw stale(wanted.ifVersion, means.understood(answer), place);
		}
		const lastMs = changedAtMs(object.metadata);
		const waitMs = lastMs === undefined ? 0 : Math.min(means.pauseMs, lastMs + means.pauseMs - now());
		// a writer whose clock is ahead is waited for once
		if (waitMs > 0 && lastMs !== waitedFor) {
			waitedFor = lastMs;
			await sleep(waitMs);
			continue;
		}
		const patch = changePatch(object.metadata, object.backends, { weights, reason, by, atMs: now() });
		means.mayWrite?.();
		try {
			return means.understood(await client.patch(place, patch));
		} catch (error) {
			if (!(error instanceof ServiceError && error.code === 'conflict')) throw error;
		}
	}
	throw new ServiceError('unavailable', `others change ${place.title} all the time: try again`);
}

function checked({ weights, reason, revertAfterMs }: WantedChange<string>): {
	weights: Weights;
	reason: string;
} {
	const { data, error } = weightsSchema.safeParse(weights);
	if (!data) throw new ServiceError('invalid_input', `no weights of a split: ${error.issues[0]?.message}`);
	if (reason.trim() === '' || reason.length > 500) {
		throw new ServiceError('invalid_input', 'a change needs a reason of 1 to 500 characters');
	}
	if (revertAfterMs === undefined) return { weights: data, reason };
	throw new ServiceError(
		'invalid_input',
		'the weights of an object do not go back by themselves: nothing runs in the cluster that would take them back',
	);
}
