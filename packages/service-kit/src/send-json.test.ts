import { afterEach, expect, it } from 'vitest';
import { createApp, type Listening, listen } from './http-server.ts';
import { sendJson } from './send-json.ts';

let server: Listening | undefined;
afterEach(() => server?.close());

async function answerTo(value: unknown, headers?: Record<string, string>): Promise<Response> {
	const app = createApp();
	app.get('/', (_request, response) => {
		response.set('x-before', 'kept');
		sendJson(response, 207, value, headers);
	});
	server = await listen(app, { host: '127.0.0.1', port: 0 });
	return fetch(server.url);
}

it('answers with the status, the JSON and its length in bytes', async () => {
	const response = await answerTo({ name: 'Sololá' });
	expect(response.status).toBe(207);
	expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
	expect(response.headers.get('content-length')).toBe('18');
	expect(await response.json()).toEqual({ name: 'Sololá' });
});

it('adds headers to those that were set before, and replaces its own when told', async () => {
	const { headers } = await answerTo({}, { 'x-more': 'too', 'Content-Type': 'application/problem+json' });
	expect(headers.get('x-before')).toBe('kept');
	expect(headers.get('x-more')).toBe('too');
	expect(headers.get('content-type')).toBe('application/problem+json');
});
