import { LANE_HEADER } from '@canario/contracts/lane';
import { PROBLEM_TYPE, type Problem } from '@canario/contracts/problem';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { sendJson } from './send-json.ts';
import { type ErrorCode, ServiceError } from './service-error.ts';

/** HTTP status and title of each code (docs/errors.md). */
export const HTTP_STATUS: Readonly<Record<ErrorCode, readonly [status: number, title: string]>> = {
	invalid_input: [400, 'Invalid input'],
	unauthorized: [401, 'Not authorized'],
	forbidden: [403, 'Forbidden'],
	not_found: [404, 'Not found'],
	conflict: [409, 'Conflict'],
	stale_version: [409, 'Stale version'],
	too_large: [413, 'Too large'],
	unsupported_media_type: [415, 'Unsupported media type'],
	too_many: [429, 'Too many requests'],
	overloaded: [503, 'Overloaded'],
	unavailable: [503, 'Unavailable'],
	deadline_exceeded: [503, 'No answer in time'],
	injected: [503, 'Failed on purpose'],
	internal: [500, 'Internal error'],
};

/** After how long a refused sender may try again, where the error tells nothing better, ms. */
const RETRY_AFTER_MS = 1_000;

/** Statuses that tell when to come back. */
const COME_BACK = [429, 503];

/** What a sender is told of `error`: nothing of stacks, and nothing of causes. */
function problemOf(error: ServiceError): Problem {
	const [status, title] = HTTP_STATUS[error.code];
	return {
		type: `urn:canario:problem:${error.code}`,
		title,
		status,
		code: error.code,
		detail: error.code === 'internal' ? 'The service failed; its log says why.' : error.message,
		...(error.errors && { errors: error.errors }),
		...(error.lane && { lane: error.lane }),
	};
}

/** Whole seconds, for the header. */
const secondsOf = (retryAfterMs = RETRY_AFTER_MS) => `${Math.max(1, Math.ceil(retryAfterMs / 1_000))}`;

/** Answers with `error` as application/problem+json. */
export function sendProblem(response: Response, error: ServiceError): void {
	const problem = problemOf(error);
	sendJson(response, problem.status, problem, {
		'Content-Type': `${PROBLEM_TYPE}; charset=utf-8`,
		...(COME_BACK.includes(problem.status) && { 'Retry-After': secondsOf(error.retryAfterMs) }),
		...(problem.status === 401 && { 'WWW-Authenticate': 'Bearer' }),
		...(error.lane && { [LANE_HEADER]: error.lane }),
		// the rest of a body that nobody will read must not pass for a next request
		...(problem.status === 413 && { Connection: 'close' }),
	});
}

/** Answers paths that nothing serves. */
export const notFound: RequestHandler = (request, response) => {
	sendProblem(
		response,
		new ServiceError('not_found', `nothing is served at ${request.method} ${request.path}`),
	);
};

/** The one place where an error becomes an answer; what nobody expected is logged. */
export function problemHandler(log: Logger, onProblem?: (error: ServiceError) => void): ErrorRequestHandler {
	// Express tells an error handler by its four parameters.
	return (error: unknown, _request, response, _next) => {
		const known = fromMiddleware(error);
		if (known.code === 'internal') log.error({ err: error }, 'request failed');
		onProblem?.(known);
		if (response.headersSent) response.destroy();
		else sendProblem(response, known);
	};
}

/** Errors of Express' own parsers carry a status and, where it is safe to show, a message. */
function fromMiddleware(error: unknown): ServiceError {
	if (error instanceof ServiceError) return error;
	const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
	switch (status) {
		case 400:
			return new ServiceError('invalid_input', 'the request could not be read', { cause: error });
		case 413:
			return new ServiceError('too_large', 'the body is too large', { cause: error });
		case 415:
			return new ServiceError('unsupported_media_type', 'the content encoding is not supported', {
				cause: error,
			});
		default:
			return new ServiceError('internal', 'unexpected', { cause: error });
	}
}
