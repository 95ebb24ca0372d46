import {
	isAlias,
	isMap,
	isScalar,
	isSeq,
	LineCounter,
	type Node,
	type ParsedNode,
	parseAllDocuments,
} from 'yaml';

/** Where something stands in what was given. Lines count from 1. */
export interface Place {
	readonly file: string;
	readonly line: number;
}

/** Something in the text that cannot be used. */
export interface Fault extends Place {
	readonly message: string;
}

export type Path = readonly PropertyKey[];

/** One Kubernetes object, as it is written. */
export interface Manifest {
	readonly file: string;
	readonly apiVersion: string;
	readonly kind: string;
	readonly value: Readonly<Record<string, unknown>>;
	/** The place of a field; of the nearest field around it where there is none. */
	placeOf(path: Path): Place;
}

type YamlDocument = ReturnType<typeof parseAllDocuments<ParsedNode>>[number];

/**
 * Reads every Kubernetes object of a text: YAML or JSON, several documents, `List`s opened.
 *
 * @param file what the text is called in messages.
 */
export function readManifests(text: string, file: string): { manifests: Manifest[]; faults: Fault[] } {
	const lines = new LineCounter();
	const documents = parseAllDocuments<ParsedNode>(text, { lineCounter: lines });
	const manifests: Manifest[] = [];
	const faults: Fault[] = [];
	for (const document of Array.isArray(documents) ? documents : []) {
		const [broken] = document.errors;
		if (broken) {
			const message = wordsFor(broken).split(' at line ')[0] ?? broken.message;
			faults.push({ file, line: lines.linePos(broken.pos[0]).line, message });
			continue;
		}
		const lineOf = (path: Path) => lines.linePos(offsetOf(document, path)).line;
		try {
			for (const found of objectsIn(withoutNulls(document.toJS()), [])) {
				const placeOf = (path: Path) => ({ file, line: lineOf([...found.at, ...path]) });
				const read = manifestOf(found.value, file, placeOf);
				if ('message' in read) faults.push(read);
				else manifests.push(read);
			}
		} catch (error) {
			// aliases without anchors, or so many that they would fill the memory
			faults.push({ file, line: lineOf([]), message: wordsFor(error as Error) });
		}
	}
	return { manifests, faults };
}

/** What an engine says of its stack tells nobody what to correct; each has words of its own. */
const wordsFor = ({ message }: Error) =>
	/call stack|recursion/i.test(message) ? 'nested too deep, or an alias within its own anchor' : message;

/** Kubernetes takes a field that is null for one that is not there: `annotations:` with nothing behind it. */
function withoutNulls(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutNulls);
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).filter(([, field]) => field !== null);
	return Object.fromEntries(fields.map(([key, field]) => [key, withoutNulls(field)]));
}

/** The objects of one document: itself, or the items of a list, however deep. */
function objectsIn(value: unknown, at: Path): { value: unknown; at: Path }[] {
	if (value === null || value === undefined) return [];
	const { kind, items } = value as { kind?: unknown; items?: unknown };
	if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items)) return [{ value, at }];
	return items.flatMap((item, index) => objectsIn(item, [...at, 'items', index]));
}

function manifestOf(value: unknown, file: string, placeOf: Manifest['placeOf']): Manifest | Fault {
	const { apiVersion, kind } = value as { apiVersion?: unknown; kind?: unknown };
	if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
		return { ...placeOf([]), message: 'not a Kubernetes object: apiVersion or kind is missing' };
	}
	return { file, apiVersion, kind, value: value as Record<string, unknown>, placeOf };
}

/** Offset of the field at `path`: of its key in a map, of itself in a list. */
function offsetOf(document: YamlDocument, path: Path): number {
	let node: Node | null | undefined = document.contents;
	let offset = node?.range?.[0] ?? 0;
	for (const step of path) {
		if (isAlias(node)) node = node.resolve(document);
		if (isMap(node)) {
			const pair = node.items.find(({ key }) => (isScalar(key) ? key.value : key) === step);
			if (!pair) break;
			offset = (pair.key as Node).range?.[0] ?? offset;
			node = pair.value as Node | null;
		} else if (isSeq(node)) {
			node = node.items[step as number] as Node | undefined;
			offset = node?.range?.[0] ?? offset;
		} else break;
	}
	return offset;
}
