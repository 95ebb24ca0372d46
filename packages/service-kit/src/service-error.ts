import type { Lane } from '@canario/contracts/lane';
import type { FieldError } from '@canario/contracts/problem';

export const ERROR_CODES = [
	'invalid_input',
	'unauthorized',
	'forbidden',
	'too_many',
	'not_found',
	'conflict',
	'stale_version',
	'too_large',
	'unsupported_media_type',
	'overloaded',
	'unavailable',
	'deadline_exceeded',
	'injected',
	'internal',
] as const;

/** Every failure that a caller can act on; transports map each to a status in one table (docs/errors.md). */
export type ErrorCode = (typeof ERROR_CODES)[number];

interface Details extends ErrorOptions {
	/** Every bad field of the input. */
	readonly errors?: readonly FieldError[];
	/** The lane that failed. */
	readonly lane?: Lane;
	/** After how long another try has a chance, milliseconds. */
	readonly retryAfterMs?: number;
}

/** The one error class that crosses a boundary; the original, if any, is its `cause`. */
export class ServiceError extends Error {
	override readonly name = 'ServiceError';
	readonly code: ErrorCode;
	readonly errors: readonly FieldError[] | undefined;
	readonly lane: Lane | undefined;
	readonly retryAfterMs: number | undefined;

	constructor(code: ErrorCode, message: string, details: Details = {}) {
		super(message, details.cause === undefined ? undefined : { cause: details.cause });
		this.code = code;
		this.errors = details.errors;
		this.lane = details.lane;
		this.retryAfterMs = details.retryAfterMs;
	}
}

/** `error` itself where it is a ServiceError, else one of `code` that carries it as its cause. */
export function asServiceError(error: unknown, code: ErrorCode, message: string): ServiceError {
	return error instanceof ServiceError ? error : new ServiceError(code, message, { cause: error });
}
