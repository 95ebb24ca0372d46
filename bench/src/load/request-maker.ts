import { FRESH_ID, type LoadOptions } from './load.ts';

/** Digits of an id's number: all ids are of one length, and so are all requests. */
const DIGITS = 12;

/**
 * Makes the requests of a run. A body without ids is made once.
 *
 * @param run begins each id; another for each generator.
 */
export function requestMaker(
	{ path, port, body }: Pick<LoadOptions, 'path' | 'port' | 'body'>,
	run: string,
): () => Buffer {
	let made = 0;
	const parts = body.split(FRESH_ID);
	const fill = () =>
		parts.reduce((text, part) => {
			made += 1;
			return `${text}${run}-${String(made).padStart(DIGITS, '0')}${part}`;
		});
	const head = [
		`POST ${path} HTTP/1.1`,
		`Host: 127.0.0.1:${port}`,
		'Content-Type: application/json',
		`Content-Length: ${Buffer.byteLength(fill())}`,
	].join('\r\n');
	const request = () => Buffer.from(`${head}\r\n\r\n${fill()}`);
	if (parts.length > 1) return request;
	const always = request();
	return () => always;
}
