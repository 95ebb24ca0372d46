import { ServiceError } from '@canario/service-kit/service-error';
import type { z } from 'zod';

/**
 * An answer of the platform as `schema` reads it.
 *
 * @throws {ServiceError} `unavailable` when it is another: it is no admin API, or one of another version.
 */
export function understood<T extends z.ZodType>(schema: T, answer: unknown): z.output<T> {
	const { data, success, error: cause } = schema.safeParse(answer);
	if (success) return data;
	throw new ServiceError(
		'unavailable',
		'the answer is none of an admin API of this version: is it an entry?',
		{
			cause,
		},
	);
}
