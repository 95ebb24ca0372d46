import type { FieldError } from '@canario/contracts/problem';
import type { z } from 'zod';
import { ServiceError } from './service-error.ts';

/** The most faults that one answer lists. */
const MAX_LISTED = 100;

/** `['results', 3, 'age']` as `results[3].age`. */
function pathOf(path: readonly PropertyKey[]): string {
	return path.reduce<string>((text, part) => {
		if (typeof part === 'number') return `${text}[${part}]`;
		return text === '' ? String(part) : `${text}.${String(part)}`;
	}, '');
}

/** One entry for each fault; an unknown field is named by its own path. */
export function fieldErrors(error: z.ZodError): readonly FieldError[] {
	return error.issues.flatMap((issue) =>
		issue.code === 'unrecognized_keys'
			? issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'unknown field' }))
			: [{ path: pathOf(issue.path), message: issue.message }],
	);
}

/**
 * `value` as `schema` gives it.
 *
 * @throws {ServiceError} `invalid_input` naming every bad field by its path, the first 100 of them.
 */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const errors = fieldErrors(parsed.error);
	const listed = errors.length > MAX_LISTED ? `; the first ${MAX_LISTED} are listed` : '';
	throw new ServiceError('invalid_input', `${errors.length} field(s) are not valid${listed}`, {
		errors: errors.slice(0, MAX_LISTED),
	});
}
