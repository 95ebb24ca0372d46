import {
	type Document,
	isAlias,
	isCollection,
	isMap,
	isScalar,
	isSeq,
	LineCounter,
	type ParsedNode,
	parseDocument,
	visit,
} from 'yaml';

/** Where something stands; lines and columns count from 1. */
export interface Position {
	readonly line: number;
	readonly column: number;
}

/** Something that is wrong with the text itself. */
export interface SyntaxFault extends Position {
	readonly message: string;
}

export type Path = readonly PropertyKey[];
type Node = ParsedNode | null | undefined;
interface Found {
	readonly key: Node;
	readonly value: Node;
	/** The last map, list or value on the way that there is. */
	readonly nearest: Node;
}

/** A text of YAML or JSON, with the places of what is in it. */
export interface PlanDocument {
	readonly value: unknown;
	readonly faults: readonly SyntaxFault[];
	/** Place of the value at `path`, or of its key; of the nearest thing around it where there is none. */
	positionOf(path: Path, of: 'key' | 'value'): Position;
	/** A number at `path` as it is written: `5.0` and not 5; undefined where there is no number. */
	numberAsWritten(path: Path): string | undefined;
}

/** The longest text that is read, characters: a plan of the most steps and hooks is a tenth of it. */
const LONGEST = 65_536;

/** Reads one document. What cannot be read is told in `faults`; `value` says nothing then. */
export function readDocument(text: string): PlanDocument {
	const lines = new LineCounter();
	const tooLong = text.length > LONGEST;
	const document: Document.Parsed = parseDocument(tooLong ? '' : text, {
		lineCounter: lines,
		stringKeys: true,
		logLevel: 'error',
		prettyErrors: false,
	});
	const positionAt = (offset: number): Position => {
		const { line, col } = lines.linePos(offset);
		return { line: Math.max(1, line), column: Math.max(1, col) };
	};
	const faults = [...document.errors, ...document.warnings].map(({ message, pos }) => ({
		...positionAt(pos[0]),
		message,
	}));
	if (tooLong) faults.push({ line: 1, column: 1, message: `longer than ${LONGEST} characters` });
	const value = faults.length > 0 ? undefined : resolved(document, faults, positionAt);
	return {
		value,
		faults: onceEach(faults),
		positionOf(path, of) {
			const found = find(document, path);
			return positionAt((found[of] ?? found.nearest)?.range[0] ?? 0);
		},
		numberAsWritten(path) {
			const { value: node } = find(document, path);
			return isScalar(node) && typeof node.value === 'number' ? node.source : undefined;
		},
	};
}

/** What the document says; an alias without its anchor, or so many that they would fill the memory, are faults. */
function resolved(
	document: Document.Parsed,
	faults: SyntaxFault[],
	positionAt: (offset: number) => Position,
): unknown {
	try {
		return document.toJS();
	} catch (error) {
		let offset = 0;
		visit(document, {
			Alias(_, alias) {
				offset = alias.range?.[0] ?? 0;
				return alias.resolve(document) === undefined ? visit.BREAK : undefined;
			},
		});
		faults.push({ ...positionAt(offset), message: (error as Error).message });
		return undefined;
	}
}

/** One wrong bracket is told once for each that is around it. */
function onceEach(faults: readonly SyntaxFault[]): readonly SyntaxFault[] {
	const seen = new Map(faults.map((fault) => [`${fault.line}:${fault.column}:${fault.message}`, fault]));
	return [...seen.values()];
}

function find(document: Document.Parsed, path: Path): Found {
	let found: Found = { key: undefined, value: document.contents, nearest: document.contents };
	for (const part of path) {
		const node = isAlias(found.value)
			? (found.value.resolve(document) as ParsedNode | undefined)
			: found.value;
		if (!isCollection(node)) return { key: undefined, value: undefined, nearest: found.nearest };
		const [key, value] = childOf(node as ParsedNode, part);
		found = { key, value, nearest: value ?? key ?? found.nearest };
	}
	return found;
}

function childOf(node: ParsedNode, part: PropertyKey): readonly [Node, Node] {
	if (isSeq(node)) return [undefined, node.items[part as number] as Node];
	if (!isMap(node)) return [undefined, undefined];
	const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
	return [pair?.key as Node, pair?.value as Node];
}
