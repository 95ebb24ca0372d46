import type { ServerResponse } from 'node:http';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Answers with `value` as JSON, and with `headers` beside those that were set before. Express' own
 * `response.json()` looks up so much for each answer that it costs a third of a request.
 */
export function sendJson(
	response: ServerResponse,
	status: number,
	value: unknown,
	headers: Readonly<Record<string, string>> = {},
): void {
	const body = JSON.stringify(value);
	response.writeHead(status, {
		'Content-Type': JSON_TYPE,
		'Content-Length': Buffer.byteLength(body),
		...headers,
	});
	response.end(body);
}
