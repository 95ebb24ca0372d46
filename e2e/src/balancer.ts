import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { says } from './platform.ts';
import { lastingPort } from './ports.ts';

/** Stands before several entries as a load balancer does. */
export interface Balancer {
	readonly url: string;
	close(): Promise<void>;
}

const PROBE_EVERY_MS = 50;

/**
 * Forwards each request to one of the targets that said lately that they are ready, in turn. A connection that
 * is refused makes it try the next one; one that is lost makes it cut off its own client, who then knows as much.
 */
export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
	const agent = new Agent({ keepAlive: true });
	const ready = new Set(targets);
	let closed = false;
	const probing = targets.map(async (target) => {
		while (!closed) {
			if (await says(target, 'ready')) ready.add(target);
			else ready.delete(target);
			await sleep(PROBE_EVERY_MS);
		}
	});
	let turn = 0;
	const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const body = await buffer(incoming);
		const inTurn = targets.map((_, index) => targets[(turn + index) % targets.length] as string);
		turn += 1;
		const order = [...inTurn.filter((target) => ready.has(target)), ...inTurn];
		forward(order, { incoming, body, outgoing, agent });
	};
	const server = createServer((incoming, outgoing) => {
		serve(incoming, outgoing).catch(() => outgoing.destroy());
	});
	const port = await lastingPort();
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			closed = true;
			server.closeAllConnections();
			server.close();
			agent.destroy();
			await Promise.all([once(server, 'close'), ...probing]);
		},
	};
}

interface Exchange {
	readonly incoming: IncomingMessage;
	readonly body: Buffer;
	readonly outgoing: ServerResponse;
	readonly agent: Agent;
}

function forward([target, ...others]: readonly string[], exchange: Exchange): void {
	const { incoming, body, outgoing, agent } = exchange;
	if (target === undefined) {
		outgoing.writeHead(502).end();
		return;
	}
	const { method, headers } = incoming;
	const upstream = request(new URL(incoming.url ?? '/', target), { method, headers, agent });
	upstream.on('response', (answer) => {
		outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
		answer.pipe(outgoing);
		answer.on('error', () => outgoing.destroy());
	});
	upstream.on('error', (error: NodeJS.ErrnoException) => {
		// an idle connection that the entry has closed meanwhile carried nothing either
		const untouched = error.code === 'ECONNREFUSED' || (error.code === 'ECONNRESET' && upstream.reusedSocket);
		if (untouched && !outgoing.headersSent) forward(others, exchange);
		else outgoing.destroy();
	});
	upstream.end(body);
}
