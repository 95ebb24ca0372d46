import { type Finding, lint } from '../lint/lint.ts';
import { parse } from '../parse.ts';
import { CLUSTER_RULES } from './cluster-rules.ts';
import { clientPods, readyEndpoints } from './facts.ts';
import { type ClusterLook, type LookedAtKind, titleOf } from './look.ts';

/** Kinds that lint reads. */
const LINTED: readonly LookedAtKind[] = ['TrafficSplit', 'HTTPRoute', 'Service', 'ServiceProfile'];

export interface TrapsFound {
	/** How many splits of Services the namespace has. */
	readonly splits: number;
	/** `file` is the object, `TrafficSplit shop/front`. */
	readonly findings: readonly Finding[];
}

/**
 * What stands in the way of the splits of a namespace: lint's rules on its objects, and those that only a cluster can
 * answer. What could not be read is not judged.
 */
export function findTraps(look: ClusterLook): TrapsFound {
	const linted = LINTED.flatMap((kind) =>
		look.objects[kind].map((object) => ({ file: titleOf(kind, look.namespace, object), object })),
	);
	// a newline within a text would count as a line, and JSON has none
	const parsed = parse(...linted.map(({ file, object }) => ({ file, text: JSON.stringify(object) })));
	const surroundings = {
		look,
		clients: clientPods(look),
		ready: look.unread.some(({ kind }) => kind === 'EndpointSlice') ? undefined : readyEndpoints(look),
	};
	const byTitle = new Map(linted.map(({ file, object }) => [file, object]));
	const found = parsed.splits.flatMap((document) => {
		const object = byTitle.get(document.place.file);
		if (!object) return [];
		return CLUSTER_RULES.flatMap(({ id: rule, severity, why, wayOut, source, check }) =>
			check(document, object, surroundings).map((message) => ({
				...{ rule, severity, message, why, wayOut, source },
				...{ file: document.place.file, line: 1 },
			})),
		);
	});
	return { splits: parsed.splits.length, findings: [...lint(parsed), ...found] };
}
