import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { MeshBooks } from './mesh-stand-in-books.ts';
import { type DrawOptions, Draws } from './mesh-stand-in-draws.ts';
import { type Forwarded, forwardTo } from './mesh-stand-in-forward.ts';
import { MeshLeaf } from './mesh-stand-in-leaf.ts';
import { lastingPort } from './ports.ts';

interface Options extends DrawOptions {
	/** Names of the leaves; their pods are given afterwards. */
	readonly leaves: readonly string[];
	/** Where it listens; else on loopback, each time elsewhere. */
	readonly listen?: Listening;
}

interface Listening {
	readonly host: string;
	readonly port: number;
	/** Of the admin listener. */
	readonly adminPort: number;
}

/** Stands for the proxy beside a client that calls an apex, and for the mesh behind it; docs/mesh.md says how far. */
export interface MeshStandIn {
	/** The apex, as its client calls it. */
	readonly url: string;
	/** The proxy's admin listener: `/metrics`. */
	readonly adminUrl: string;
	readonly books: MeshBooks;
	/** A leaf, or `apex` for the apex's own pods. */
	leaf(name: string): MeshLeaf;
	/** Takes the proxy away: its admin listener is gone, and the apex's own pods get everything. */
	unmesh(): Promise<void>;
	close(): Promise<void>;
}

/** Starts it. Its draws are independent, and the same for the same seed. */
export async function startMeshStandIn(options: Options): Promise<MeshStandIn> {
	const books = new MeshBooks();
	const leaves = new Map(['apex', ...options.leaves].map((name) => [name, new MeshLeaf(name, [])]));
	const agent = new Agent({ keepAlive: true, maxSockets: 512 });
	const draws = new Draws(options, leaves);
	const note = ({ leaf, status }: Answer) =>
		leaf === undefined ? books.proxied(status) : books.answered(leaf, status);
	const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const one = { draws, books, agent, incoming, body: await buffer(incoming) };
		let answer = await tryOnce(one);
		for (let left = draws.retriesOf(one.body.length); left > 0 && isRetried(answer); left--) {
			answer = await tryOnce(one);
		}
		if (answer === 'reset') {
			outgoing.destroy();
			return;
		}
		if (incoming.method === 'POST') note(answer);
		outgoing.writeHead(answer.status, answer.headers).end(answer.body);
	};
	const apex = createServer((incoming, outgoing) => {
		serve(incoming, outgoing).catch(() => outgoing.destroy());
	});
	const admin = createServer((_incoming, outgoing) => void outgoing.end(books.metrics()));
	const { host, port, adminPort } = options.listen ?? (await somewhere());
	const [url, adminUrl] = [await listenOn(apex, host, port), await listenOn(admin, host, adminPort)];
	const leaf = (name: string) => {
		const found = leaves.get(name);
		if (found) return found;
		throw new Error(`there is no leaf ${name}`);
	};
	return {
		...{ url, adminUrl, books, leaf },
		async unmesh() {
			draws.unmesh();
			await end(admin);
		},
		async close() {
			agent.destroy();
			await Promise.all([end(apex), end(admin)]);
		},
	};
}

interface Try {
	readonly draws: Draws;
	readonly books: MeshBooks;
	readonly agent: Agent;
	readonly incoming: IncomingMessage;
	readonly body: Buffer;
}

type Answer = Forwarded & { readonly leaf?: string };

/** Whether a leaf failed it: what the proxy itself answers is not tried again. */
const isRetried = (answer: Answer | 'reset') =>
	answer !== 'reset' && answer.leaf !== undefined && answer.status >= 500;

/** One try of a request: a draw, and what comes of it. */
async function tryOnce({ draws, books, agent, incoming, body }: Try): Promise<Answer | 'reset'> {
	const leaf = draws.next();
	if (leaf === 'reset') return 'reset';
	if (leaf === undefined) return byProxy(503, 'service in fail-fast');
	if (draws.isMissing(leaf)) return byProxy(500, `Service not found ${leaf.name}`);
	const waitMs = leaf.waitMs(performance.now());
	if (waitMs > 0) await sleep(waitMs);
	const endpoint = leaf.next();
	const backend = `backend Service.shop.${leaf.name}:3050`;
	if (endpoint === undefined) return byProxy(waitMs > 0 ? 504 : 503, `${backend}: service in fail-fast`);
	books.tried(leaf.name, incoming.method === 'POST');
	const forwarded = await forwardTo(endpoint, { incoming, body, agent });
	if (forwarded === undefined) return byProxy(502, `${backend}: connect error`);
	return { ...forwarded, leaf: leaf.name };
}

/** An answer by the proxy itself. */
const byProxy = (status: number, why: string): Answer => ({
	status,
	headers: {
		'l5d-proxy-error': `logical service 10.43.0.9:3050: route HTTPRoute.shop.front: ${why}`,
		'l5d-proxy-connection': 'close',
		connection: 'close',
	},
	body: Buffer.alloc(0),
});

const somewhere = async (): Promise<Listening> => ({
	host: '127.0.0.1',
	port: await lastingPort(),
	adminPort: await lastingPort(),
});

async function listenOn(server: Server, host: string, port: number): Promise<string> {
	server.listen(port, host);
	await once(server, 'listening');
	return `http://${host}:${port}`;
}

async function end(server: Server): Promise<void> {
	if (!server.listening) return;
	server.closeAllConnections();
	server.close();
	await once(server, 'close');
}
