import type { z } from 'zod';
import type { Path } from './plan-file-document.ts';
import { planInput, type WrittenPlan } from './plan-shape.ts';

/** Something in a plan that is not as it must be. */
export interface PlanFault {
	readonly path: Path;
	readonly message: string;
	/** `unknown`: the field itself is wrong, not its value. `number`: it is a number where a text is meant. */
	readonly kind: 'unknown' | 'number' | 'other';
}

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
	string: 'a text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	object: 'a map',
	array: 'a list',
};

/** What is written as a plan, with its defaults; or all that is wrong with it. */
export function checkPlan(
	written: unknown,
): { readonly plan: WrittenPlan } | { readonly faults: readonly PlanFault[] } {
	const { data, error } = planInput.safeParse(written, { error: wordsFor, reportInput: true });
	return error ? { faults: error.issues.flatMap((issue) => faultsOf(issue, [])) } : { plan: data };
}

/** Words for what the schema has no words of its own for. */
function wordsFor(issue: z.core.$ZodRawIssue): string | undefined {
	if (issue.input === undefined) return 'is missing';
	if (issue.code === 'invalid_type') return `expected ${KINDS[issue.expected] ?? issue.expected}`;
	if (issue.code === 'invalid_value') return `expected ${issue.values.join(' or ')}`;
	if (issue.code === 'too_small') return `expected at least ${issue.minimum}${unitOf(issue)}`;
	if (issue.code === 'too_big') return `expected at most ${issue.maximum}${unitOf(issue)}`;
	return undefined;
}

const unitOf = ({ origin }: { readonly origin: string }) =>
	({ array: ' of them', string: ' character(s)' })[origin] ?? '';

function faultsOf(issue: Issue, around: Path): PlanFault[] {
	const path = [...around, ...issue.path];
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => ({ path: [...path, key], message: 'unknown field', kind: 'unknown' }));
	}
	if (issue.code === 'invalid_union') return unionFaults(issue, path);
	const isNumber =
		issue.code === 'invalid_type' && issue.expected === 'string' && typeof issue.input === 'number';
	return [{ path, message: issue.message, kind: isNumber ? 'number' : 'other' }];
}

/** The faults of the form that was meant, which is the one that is not wrong as a whole; else what the forms are. */
function unionFaults(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path): PlanFault[] {
	const meant = issue.errors.find((issues) =>
		issues.every((one) => one.path.length > 0 || !isOtherForm(one)),
	);
	if (meant) return meant.flatMap((one) => faultsOf(one, path));
	const forms = issue.errors.flatMap((issues) => issues.slice(0, 1)).map(({ message }) => message);
	return [{ path, message: forms.join(' or ').replaceAll(' or expected ', ' or '), kind: 'other' }];
}

const isOtherForm = ({ code }: Issue) => code === 'invalid_type' || code === 'invalid_value';
