import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it. */
export interface Seen {
	readonly path: string;
	readonly key: string | undefined;
	readonly body: unknown;
}

/** What the server does with its n-th request, counted from 0. */
export type Script = (seen: Seen, index: number, response: ServerResponse, request: IncomingMessage) => void;

export interface ScriptedServer {
	readonly url: string;
	readonly port: number;
	readonly seen: readonly Seen[];
	close(): Promise<void>;
}

/** A server on loopback that behaves as `script` says; port 0 takes a free one. */
export async function startScriptedServer(script: Script, port = 0): Promise<ScriptedServer> {
	const seen: Seen[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const key = request.headers['idempotency-key'];
			const one: Seen = {
				path: request.url ?? '',
				key: Array.isArray(key) ? key[0] : key,
				body: JSON.parse(Buffer.concat(chunks).toString('utf8') || 'null'),
			};
			script(one, seen.push(one) - 1, response, request);
		});
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const bound = (server.address() as AddressInfo).port;
	return {
		url: `http://127.0.0.1:${bound}`,
		port: bound,
		seen,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

/** Answers JSON. */
export function reply(response: ServerResponse, status: number, body: unknown, headers = {}): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}

/** Answers as the entry does: requests go blue and green by turns, arrays get a result for each element. */
export const likeTheEntry: Script = ({ key, body }, index, response) => {
	const result = (n: number) =>
		n % 2 === 0
			? { id: key ?? `made-${index}-${n}`, lane: 'blue', outcome: 'stored' }
			: { id: key ?? `made-${index}-${n}`, lane: 'green', outcome: 'accepted' };
	if (Array.isArray(body)) return reply(response, 200, { results: body.map((_one, n) => result(n)) });
	const { lane } = result(index);
	reply(response, lane === 'blue' ? 201 : 202, result(index), { 'x-canario-lane': lane });
};
