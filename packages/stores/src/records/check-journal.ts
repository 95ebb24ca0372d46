import type { Json } from '@canario/contracts/merge-patch';
import { ServiceError } from '@canario/service-kit/service-error';
import { MAX_ENTRY_BYTES } from '../journal.ts';

/** The largest number of an entry: ten digits. */
export const MAX_SEQ = 9_999_999_999;

const STREAM = /^[a-z-]{1,32}$/;

/** @throws {ServiceError} `invalid_input` unless `stream` can be the name of one. */
export function checkStream(stream: string): void {
	if (STREAM.test(stream)) return;
	throw new ServiceError('invalid_input', 'the name of a stream is 1 to 32 small letters and dashes');
}

/** @throws {ServiceError} `invalid_input` unless `seq` is a whole number from `least` on that an entry can have. */
export function checkSeq(seq: number, least: 0 | 1): void {
	if (Number.isInteger(seq) && seq >= least && seq <= MAX_SEQ) return;
	throw new ServiceError('invalid_input', `the number must be a whole one from ${least} to ${MAX_SEQ}`);
}

/**
 * What an entry keeps of its data and its time.
 *
 * @throws {ServiceError} `invalid_input` when the data is no JSON or too long, or the time is none.
 */
export function entryText(data: Json, atMs: number): string {
	if (!Number.isSafeInteger(atMs) || atMs < 0) {
		throw new ServiceError(
			'invalid_input',
			'times must be 0 or more whole milliseconds since the Unix epoch',
		);
	}
	const text: string | undefined = JSON.stringify(data);
	if (text !== undefined && Buffer.byteLength(text) <= MAX_ENTRY_BYTES) return text;
	throw new ServiceError('invalid_input', `an entry is JSON of at most ${MAX_ENTRY_BYTES} bytes`);
}

/** The refusal of an entry whose number is not the next one. */
export const notNext = (stream: string, seq: number) =>
	new ServiceError('stale_version', `${seq} is not the next number of the stream "${stream}"`);
