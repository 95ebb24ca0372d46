import type { Path, Place } from './manifests.ts';
import type { Dialect, Split } from './split.ts';

/** Something that is written and that a split has no word for. */
export interface Leftover extends Place {
	/** `spec.rules[0].timeouts` */
	readonly path: string;
	/** False where the dialect has no such field either: the API server drops it without a word. */
	readonly known: boolean;
}

/** A split as it stands in a document. */
export interface SplitDocument {
	readonly dialect: Dialect;
	readonly split: Split;
	readonly place: Place;
	/** Where each backend stands, in the split's order. */
	readonly backendPlaces: readonly Place[];
	/** The weights as they are written. */
	readonly written: readonly (string | number)[];
	readonly leftovers: readonly Leftover[];
	/** How many splits the document has: a route has one for each parent Service and each rule with backends. */
	readonly siblings: number;
	/** For routes only. */
	readonly route?: RouteFacts;
}

export interface RouteFacts {
	/** What the rule matches, in one text; empty for everything. */
	readonly matching: string;
	/** Group of the parent reference as it is written. */
	readonly parentGroup: string | undefined;
	readonly parentPlace: Place;
	/** Backends, counted from 0, whose port is not written. */
	readonly unported: readonly number[];
	/** Namespaces, other than the route's, of the parent and of the backends. */
	readonly otherNamespaces: readonly {
		readonly of: 'apex' | 'leaf';
		readonly name: string;
		readonly place: Place;
	}[];
}

/** `['spec', 'rules', 0]` as `spec.rules[0]`. */
export function pathText(path: Path): string {
	return path
		.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`))
		.join('');
}

/** Paths of the fields of `written` that are missing in `read`, which is what a schema made of it. */
export function unknownPaths(written: unknown, read: unknown, at: Path = []): Path[] {
	if (typeof written !== 'object' || written === null) return [];
	if (typeof read !== 'object' || read === null) return [];
	return Object.entries(written).flatMap(([key, value]): Path[] => {
		const path = [...at, Array.isArray(written) ? Number(key) : key];
		return Object.hasOwn(read, key)
			? unknownPaths(value, (read as Record<string, unknown>)[key], path)
			: [path];
	});
}
