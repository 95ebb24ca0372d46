import { type ErrorCode, ServiceError } from '@canario/service-kit/service-error';
import { type ServiceError as GrpcError, Metadata, type ServerErrorResponse, status } from '@grpc/grpc-js';

/** A status that says that something went wrong. */
type Failure = Exclude<status, status.OK>;

/** What the gRPC server answers for each code (docs/errors.md). */
export const STATUS_OF: Readonly<Record<ErrorCode, Failure>> = {
	invalid_input: status.INVALID_ARGUMENT,
	unauthorized: status.UNAUTHENTICATED,
	forbidden: status.PERMISSION_DENIED,
	// no recorder says it; every code has a status of its own
	too_many: status.DATA_LOSS,
	not_found: status.NOT_FOUND,
	conflict: status.ALREADY_EXISTS,
	stale_version: status.ABORTED,
	too_large: status.OUT_OF_RANGE,
	unsupported_media_type: status.FAILED_PRECONDITION,
	overloaded: status.RESOURCE_EXHAUSTED,
	unavailable: status.UNAVAILABLE,
	deadline_exceeded: status.DEADLINE_EXCEEDED,
	// not of the recorder's: vaccinations fail on purpose in the front
	injected: status.UNAVAILABLE,
	internal: status.INTERNAL,
};

/** What each status means to the gRPC client; what no server of ours answers is `internal`. */
export const CODE_OF: Readonly<Record<Failure, ErrorCode>> = {
	[status.CANCELLED]: 'unavailable',
	[status.UNKNOWN]: 'internal',
	[status.INVALID_ARGUMENT]: 'invalid_input',
	[status.DEADLINE_EXCEEDED]: 'deadline_exceeded',
	[status.NOT_FOUND]: 'not_found',
	[status.ALREADY_EXISTS]: 'conflict',
	[status.PERMISSION_DENIED]: 'forbidden',
	[status.RESOURCE_EXHAUSTED]: 'overloaded',
	[status.FAILED_PRECONDITION]: 'unsupported_media_type',
	[status.ABORTED]: 'stale_version',
	[status.OUT_OF_RANGE]: 'too_large',
	[status.UNIMPLEMENTED]: 'internal',
	[status.INTERNAL]: 'internal',
	[status.UNAVAILABLE]: 'unavailable',
	[status.DATA_LOSS]: 'too_many',
	[status.UNAUTHENTICATED]: 'unauthorized',
};

/** Trailer by which a server tells clients when to try again; a negative number means not at all (gRFC A6). */
const PUSHBACK = 'grpc-retry-pushback-ms';

/**
 * What the server answers for `error`: no stack, no cause, and of an unexpected one no message. Every error
 * that this server answers with was thought over by it, so it asks clients not to try again; what is worth
 * another try is a call that never reached it.
 */
export function answerOf(error: unknown): ServerErrorResponse {
	const known = error instanceof ServiceError ? error : new ServiceError('internal', '');
	const paths = known.errors?.map(({ path }) => path).join(', ');
	const metadata = new Metadata();
	metadata.set(PUSHBACK, '-1');
	const details = known.code === 'internal' ? 'the service failed; its log says why' : known.message;
	return {
		name: known.name,
		message: details,
		code: STATUS_OF[known.code],
		details: paths ? `${details}: ${paths}` : details,
		metadata,
	};
}

/** What a failed call means to its caller; the original is its cause. */
export function serviceErrorOf(error: GrpcError): ServiceError {
	const code = error.code === status.OK ? 'internal' : CODE_OF[error.code];
	return new ServiceError(code, `the recorder answered ${status[error.code]}`, { cause: error });
}

/** Whether the same call may be sent again: the server was not reached, or went away, and did not ask for peace. */
export function mayRetry(error: unknown): boolean {
	if (!isGrpcError(error) || error.code !== status.UNAVAILABLE) return false;
	return !error.metadata.get(PUSHBACK).some((value) => Number(value) < 0);
}

/** Whether a call failed because nobody answered in time. */
export function isLate(error: unknown): boolean {
	return isGrpcError(error) && error.code === status.DEADLINE_EXCEEDED;
}

function isGrpcError(error: unknown): error is GrpcError {
	return error instanceof Error && 'code' in error && 'metadata' in error;
}
