import { pipeline } from 'node:stream/promises';
import { PROBLEM_TYPE, type Problem } from '@canario/contracts/problem';
import { sendJson } from '@canario/service-kit/send-json';
import type { Request, RequestHandler, Response } from 'express';
import { type Dispatcher, errors, type Pool } from 'undici';

/** What a browser is told of an answer, beside its status and its body; no cookie, nothing of the connection. */
const TOLD = ['content-type', 'content-length', 'retry-after', 'www-authenticate'] as const;

/** No cache keeps what operators see. */
const KEEP_NOT = { 'Cache-Control': 'no-store' };

/** Hands a request, whose body was read, to the admin listener and its answer back. */
export function forwardTo(admin: Pool): RequestHandler {
	return async (request, response) => {
		const gone = new AbortController();
		response.once('close', () => gone.abort());
		try {
			const answer = await admin.request({ ...asked(request), signal: gone.signal });
			response.writeHead(answer.statusCode, { ...told(answer.headers), ...KEEP_NOT });
			await pipeline(answer.body, response);
		} catch (error) {
			if (gone.signal.aborted || response.headersSent) response.destroy();
			else sendMissed(response, error);
		}
	};
}

/** The path and the method, the credential and the JSON: nothing else of what the browser sent. */
function asked(request: Request): Dispatcher.RequestOptions {
	const body = Buffer.isBuffer(request.body) && request.body.length > 0 ? request.body : null;
	return {
		path: request.url,
		method: request.method as Dispatcher.HttpMethod,
		headers: {
			authorization: request.headers.authorization,
			...(body && { 'content-type': 'application/json' }),
		},
		body,
	};
}

function told(headers: Dispatcher.ResponseData['headers']): Record<string, string | string[]> {
	const known = TOLD.map((name) => [name, headers[name]] as const);
	return Object.fromEntries(known.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** The listener gave no answer: 504 where it took the request and may have done what it says, else 502. */
function sendMissed(response: Response, error: unknown): void {
	const isLate = error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError;
	const problem: Problem = isLate
		? {
				...{ type: 'urn:canario:problem:deadline_exceeded', title: 'No answer in time', status: 504 },
				...{ code: 'deadline_exceeded', detail: 'the admin listener did not answer in time' },
			}
		: {
				...{ type: 'urn:canario:problem:unavailable', title: 'Unavailable', status: 502 },
				...{ code: 'unavailable', detail: 'the admin listener cannot be reached; nothing was changed' },
			};
	sendJson(response, problem.status, problem, {
		'Content-Type': `${PROBLEM_TYPE}; charset=utf-8`,
		'Retry-After': '1',
		...KEEP_NOT,
	});
}
