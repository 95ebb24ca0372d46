import { setTimeout as sleep } from 'node:timers/promises';
import type { Weights } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import type { TargetChange, TargetState, WatchOptions } from '@canario/traffic-split/split-target';
import type { KubeClient, ObjectPlace } from '../cluster/kube-client.ts';
import { clusterObject } from './object-schema.ts';

interface Means {
	readonly client: KubeClient;
	readonly place: ObjectPlace;
	/** The state of an object as the server gives it. Throws `conflict` where that is none of a split. */
	understood(answer: unknown): TargetState<string>;
	/** Weights of versions that were seen before. */
	readonly seen: ReadonlyMap<string, Weights>;
	readonly now: () => number;
	/** Between two tries to reach the server, milliseconds. */
	readonly againMs: number;
}

/** Where a watch stands. */
interface Position {
	version: string | undefined;
	weights: Weights | undefined;
	/** What the server is asked to go on from; without one the object has to be read first. */
	resourceVersion: string | undefined;
	/** Since when the server does not answer, milliseconds since the Unix epoch; undefined while it does. */
	lostAtMs: number | undefined;
}

/** Every change of an object's weights, resumed where the server ends the watch, cannot be reached, or has forgotten. */
export async function* watchObject(
	means: Means,
	{ signal, after, onTrouble }: WatchOptions<string>,
): AsyncGenerator<TargetChange<string>> {
	const at: Position = {
		version: after,
		weights: after === undefined ? undefined : means.seen.get(after),
		resourceVersion: undefined,
		lostAtMs: undefined,
	};
	while (!signal.aborted) {
		const trouble = yield* followSafely(means, at, signal);
		// once for each time that it was lost, and not for each try
		if (trouble && at.lostAtMs === undefined) onTrouble?.(trouble);
		at.lostAtMs = trouble && (at.lostAtMs ?? means.now());
		await sleep(means.againMs, undefined, { signal }).catch(() => {});
	}
}

/** As `follow`; gives what stands in the way where it may pass. */
async function* followSafely(
	means: Means,
	at: Position,
	signal: AbortSignal,
): AsyncGenerator<TargetChange<string>, ServiceError | undefined> {
	try {
		yield* follow(means, at, signal);
	} catch (error) {
		if (signal.aborted) return undefined;
		if (isPassing(error, at, means.now())) return error;
		throw error;
	}
	return undefined;
}

/** A server that comes back knows accounts and rights a few seconds after it answers, and refuses until then. */
const STARTS_WITHIN_MS = 30_000;

function isPassing(error: unknown, { lostAtMs }: Position, nowMs: number): error is ServiceError {
	if (!(error instanceof ServiceError)) return false;
	if (error.code === 'unavailable') return true;
	const comesBack = lostAtMs !== undefined && nowMs - lostAtMs < STARTS_WITHIN_MS;
	return comesBack && ['unauthorized', 'forbidden'].includes(error.code);
}

/** What comes until the server ends the watch. Leaves in `at` where to go on. */
async function* follow(
	means: Means,
	at: Position,
	signal: AbortSignal,
): AsyncGenerator<TargetChange<string>> {
	const { client, place } = means;
	if (at.resourceVersion === undefined) yield* changeTo(await client.get(place, signal), means, at);
	for await (const event of client.watch(place, at.resourceVersion ?? '', signal)) {
		switch (event.type) {
			case 'open':
				at.lostAtMs = undefined;
				break;
			case 'bookmark':
				at.resourceVersion = event.resourceVersion;
				break;
			case 'expired':
				at.resourceVersion = undefined;
				return;
			case 'deleted':
				throw new ServiceError('not_found', `${place.title} was deleted, and with it the split`);
			case 'object':
				yield* changeTo(event.object, means, at);
				break;
			default:
				event satisfies never;
		}
	}
}

/** The change that an object shows, where it shows one. */
function* changeTo(answer: unknown, means: Means, at: Position): Generator<TargetChange<string>> {
	at.resourceVersion = clusterObject(answer).metadata.resourceVersion;
	const found = readable(answer, means);
	if (found === undefined || found.version === at.version) {
		at.weights ??= found?.weights;
		return;
	}
	const isFirst = at.version === undefined;
	const from = at.weights ?? found.weights;
	Object.assign(at, { version: found.version, weights: found.weights });
	if (isFirst) return;
	const { version, weights: to, changedAtMs: atMs = means.now(), by, reason } = found;
	yield { version, from, to, atMs, ...(by !== undefined && { by }), ...(reason !== undefined && { reason }) };
}

/** Undefined for weights that cannot be used: a watch waits until they can be again. */
function readable(answer: unknown, { understood }: Means): TargetState<string> | undefined {
	try {
		return understood(answer);
	} catch (error) {
		if (error instanceof ServiceError && error.code === 'conflict') return undefined;
		throw error;
	}
}
