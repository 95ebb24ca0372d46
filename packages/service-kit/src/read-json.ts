import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler } from 'express';
import { ServiceError } from './service-error.ts';

const JSON_TYPE = /^(application\/([\w.-]+\+)?json|text\/plain)\s*(;|$)/i;

/**
 * Reads a body of any type into a buffer of at most `limitBytes`, after decompression. Express' own reader costs
 * four times as much, so it has only what is compressed.
 */
export function readBody(limitBytes: number): RequestHandler {
	const readCompressed = express.raw({ type: () => true, limit: limitBytes });
	return (request, response, next) => {
		const { 'content-encoding': encoding, 'content-length': length } = request.headers;
		if (encoding !== undefined && encoding !== 'identity') readCompressed(request, response, next);
		else if (Number(length) > limitBytes) next(tooLarge());
		else readPlain(request, limitBytes, next);
	};
}

function readPlain(request: Request, limitBytes: number, next: (error?: ServiceError) => void): void {
	const chunks: Buffer[] = [];
	let bytes = 0;
	const onData = (chunk: Buffer) => {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > limitBytes) done(tooLarge());
	};
	const onEnd = () => {
		request.body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
		done();
	};
	// the sender is gone: there is nobody to answer, and nothing to count
	const onLoss = () => letGo();
	// what comes after too much is thrown away by the server
	const letGo = () => request.off('data', onData).off('end', onEnd).off('error', onLoss).off('close', onLoss);
	const done = (error?: ServiceError) => {
		letGo();
		next(error);
	};
	request.on('data', onData).on('end', onEnd).on('error', onLoss).on('close', onLoss);
}

const tooLarge = () => new ServiceError('too_large', 'the body is too large');

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
	const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
	if (!isUtf8(bytes)) throw notValid('UTF-8');
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch (cause) {
		throw notValid('JSON', cause);
	}
}

const notValid = (what: string, cause?: unknown) =>
	new ServiceError('invalid_input', `the body is not valid ${what}`, {
		cause,
		errors: [{ path: '', message: `not valid ${what}` }],
	});
