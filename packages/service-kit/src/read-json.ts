import express, { type Request, type RequestHandler } from 'express';
import { ServiceError } from './service-error.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const JSON_TYPE = /^(application\/([\w.-]+\+)?json|text\/plain)\s*(;|$)/i;

/** Reads a body of any type into a buffer of at most `limitBytes`, after decompression. */
export function readBody(limitBytes: number): RequestHandler {
	return express.raw({ type: () => true, limit: limitBytes });
}

/**
 * The JSON value of a body that `readBody` has read. A byte order mark, broken UTF-8 and broken JSON are refused.
 *
 * @throws {ServiceError} `unsupported_media_type` when the body says to be something else than JSON,
 * `invalid_input` when it is not.
 */
export function jsonOf(request: Request): unknown {
	const type = request.headers['content-type'];
	if (type !== undefined && !JSON_TYPE.test(type)) {
		throw new ServiceError('unsupported_media_type', 'send JSON as application/json');
	}
	const body: unknown = request.body;
	try {
		return JSON.parse(utf8.decode(Buffer.isBuffer(body) ? body : Buffer.alloc(0)));
	} catch (cause) {
		const what = cause instanceof SyntaxError ? 'JSON' : 'UTF-8';
		throw new ServiceError('invalid_input', `the body is not valid ${what}`, {
			cause,
			errors: [{ path: '', message: `not valid ${what}` }],
		});
	}
}
