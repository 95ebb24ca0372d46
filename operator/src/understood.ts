import { ServiceError } from '@canario/service-kit/service-error';
import type { z } from 'zod';

/**
 * An answer of the platform as `schema` reads it.
 *
 * @throws {ServiceError} `internal` when it is another: the platform is of another version.
 */
export function understood<T extends z.ZodType>(schema: T, answer: unknown): z.output<T> {
	const { data, success, error: cause } = schema.safeParse(answer);
	if (success) return data;
	throw new ServiceError('internal', 'the platform answered what this version does not know', { cause });
}
