import { findTraps } from '@canario/traffic-split/in-cluster/find-traps';
import { lookAt } from '@canario/traffic-split/in-cluster/look';
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

/** Looks at the namespace again and again. What cannot be read is not judged; the last look stays. */
export function watchCluster({ object, startedAtMs, everyMs = EVERY_MS }: Options) {
	let facts: ClusterFacts = { findings: [], cameLate: false, wasPoison: false };
	const looking = keepLooking({
		everyMs,
		async look() {
			const look = await lookAt(object.reader, object.namespace);
			const { findings } = findTraps(look);
			const isPoison = findings.some(
				({ rule, file }) => rule === 'weight-out-of-range' && file === object.title,
			);
			facts = {
				findings,
				cameLate: !object.isRoute && createdAtMs(look.objects.TrafficSplit, object.title) > startedAtMs,
				wasPoison: facts.wasPoison || (isPoison && !object.isRoute),
			};
		},
	});
	return { facts: () => facts, close: () => looking.close() };
}

function createdAtMs(
	splits: readonly { metadata: { name: string; creationTimestamp?: string | undefined } }[],
	title: string,
): number {
	const own = splits.find(({ metadata }) => title.endsWith(`/${metadata.name}`));
	return Date.parse(own?.metadata.creationTimestamp ?? '') || 0;
}
