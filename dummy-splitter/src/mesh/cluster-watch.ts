import { findTraps } from '@canario/traffic-split/in-cluster/find-traps';
import {
	LOOKED_AT,
	type LookedAtKind,
	lookAt,
	readObject,
	type SeenObject,
} from '@canario/traffic-split/in-cluster/look';
import type { Finding } from '@canario/traffic-split/lint/lint';
import { keepLooking } from './keep-looking.ts';
import type { SplitObject } from './split-object.ts';

const EVERY_MS = 3_000;

/** What the API says of the split and of what is around it, as far as this entry may read it. */
export interface ClusterFacts {
	readonly findings: readonly Finding[];
	/** The object was made after this entry began, and is one that running clients do not follow. */
	readonly cameLate: boolean;
	/** It has had weights that a proxy cannot hold, since this entry began. */
	readonly wasPoison: boolean;
}

interface Options {
	readonly object: SplitObject;
	/** When this entry began, milliseconds since the Unix epoch. */
	readonly startedAtMs: number;
	readonly everyMs?: number;
}

/** Kinds that may not be read are asked for again every so many looks: rights change seldom. */
const ASK_AGAIN = 100;

/**
 * Looks at the namespace again and again. What cannot be read is not judged, but for the split itself, which may be read
 * alone; where the server cannot be asked, the last look stays.
 */
export function watchCluster({ object, startedAtMs, everyMs = EVERY_MS }: Options) {
	let facts: ClusterFacts = { findings: [], cameLate: false, wasPoison: false };
	let looks = 0;
	let denied: readonly LookedAtKind[] = [];
	const looking = keepLooking({
		everyMs,
		async look() {
			if (looks++ % ASK_AGAIN === 0) denied = [];
			const all = await lookAt(object.reader, object.namespace, without(denied));
			const { kind } = object;
			denied = [...denied, ...all.unread.map((one) => one.kind)];
			const own = denied.includes(kind) ? [await readObject(object.reader, object.place)] : undefined;
			const unread = denied.map((one) => ({ kind: one, why: 'forbidden' }));
			const look = own ? { ...all, unread, objects: { ...all.objects, [kind]: own } } : { ...all, unread };
			const { findings } = findTraps(look);
			const isPoison = findings.some(
				({ rule, file }) => rule === 'weight-out-of-range' && file === object.place.title,
			);
			const isFollowedLive = kind === 'HTTPRoute';
			facts = {
				findings,
				cameLate: !isFollowedLive && createdAtMs(look.objects[kind], object.place.name) > startedAtMs,
				wasPoison: facts.wasPoison || (isPoison && !isFollowedLive),
			};
		},
	});
	return { facts: () => facts, close: () => looking.close() };
}

const without = (denied: readonly LookedAtKind[]) => LOOKED_AT.filter((kind) => !denied.includes(kind));

function createdAtMs(splits: readonly SeenObject[], name: string): number {
	const own = splits.find(({ metadata }) => metadata.name === name);
	return Date.parse(own?.metadata.creationTimestamp ?? '') || 0;
}
