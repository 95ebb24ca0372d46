import { ServiceError } from '@canario/service-kit/service-error';
import { pathText } from '@canario/traffic-split/split-document';
import { checkPlan, type PlanFault } from './plan-faults.ts';
import { type PlanDocument, type Position, readDocument } from './plan-file-document.ts';
import type { PlanInput } from './plan-shape.ts';

/** Something that is wrong with a plan, and where it is written. */
export interface PlacedFault extends Position {
	/** `steps[1]`; empty for the whole. */
	readonly path: string;
	readonly message: string;
}

/** The most faults that are told. */
const MOST_TOLD = 50;

/**
 * A plan as it is written in a file, YAML or JSON, without its defaults. Numbers where a text is meant are taken as they
 * are written, so that `threshold: 0` is one.
 *
 * @param fileName what the file is called in messages.
 * @throws {ServiceError} `invalid_input`; its message has a line for each fault, such as
 * `plan.yaml:7:12 steps[1]: expected more than the step before`, its `errors` the same without the place.
 */
export function readPlanFile(text: string, fileName: string): PlanInput {
	const read = parsePlanFile(text);
	if ('plan' in read) return read.plan;
	const told = read.faults.slice(0, MOST_TOLD);
	const lines = told.map(
		({ line, column, path, message }) => `\n  ${fileName}:${line}:${column} ${path && `${path}: `}${message}`,
	);
	const more = read.faults.length - told.length;
	throw new ServiceError(
		'invalid_input',
		`the plan cannot be used:${lines.join('')}${more > 0 ? `\n  and ${more} more` : ''}`,
		{ errors: told.map(({ path, message }) => ({ path, message })) },
	);
}

/** As `readPlanFile`; gives all that is wrong in the order of the file. */
export function parsePlanFile(
	text: string,
): { readonly plan: PlanInput } | { readonly faults: readonly PlacedFault[] } {
	const document = readDocument(text);
	if (document.faults.length > 0) return { faults: document.faults.map((fault) => ({ path: '', ...fault })) };
	const plan = withNumbersAsWritten(document);
	const checked = checkPlan(plan);
	if ('plan' in checked) return { plan: plan as PlanInput };
	return { faults: checked.faults.map((fault) => placed(fault, document)).toSorted(inOrder) };
}

function placed({ path, message, kind }: PlanFault, document: PlanDocument): PlacedFault {
	const position = document.positionOf(path, kind === 'unknown' ? 'key' : 'value');
	return { ...position, path: pathText(path), message };
}

const inOrder = (one: Position, other: Position) => one.line - other.line || one.column - other.column;

/** What the document says, with the text of each number where the schema wants a text. */
function withNumbersAsWritten(document: PlanDocument): unknown {
	const checked = checkPlan(document.value);
	if ('plan' in checked) return document.value;
	const value: unknown = structuredClone(document.value);
	for (const { path, kind } of checked.faults) {
		const text = kind === 'number' ? document.numberAsWritten(path) : undefined;
		if (text !== undefined) replaceAt(value, path, text);
	}
	return value;
}

function replaceAt(value: unknown, path: readonly PropertyKey[], text: string): void {
	const around = path
		.slice(0, -1)
		.reduce<unknown>((at, part) => (at as Record<PropertyKey, unknown>)[part], value);
	(around as Record<PropertyKey, unknown>)[path.at(-1) as PropertyKey] = text;
}
