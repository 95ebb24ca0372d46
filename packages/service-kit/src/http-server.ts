import { once } from 'node:events';
import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { ServiceError } from './service-error.ts';

/** An Express app with the house's defaults: no framework header, no ETags of its own, plain query strings. */
export function createApp(): Express {
	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');
	app.set('query parser', 'simple');
	return app;
}

/** A constructor like `base` whose instances have `prototype` from the start. */
function born<C extends typeof IncomingMessage | typeof ServerResponse>(base: C, prototype: object): C {
	function Born(...args: unknown[]): object {
		return Reflect.construct(base, args, Born);
	}
	Born.prototype = prototype;
	return Born as object as C;
}

/**
 * A server whose requests and responses are born with Express' prototypes. Express sets the prototype of each
 * request when it comes; where it is right already, V8 keeps the object's fast shape, which makes a request
 * about three times cheaper (`bench/`, row "intake").
 */
function createExpressServer(app: Express): Server {
	return createServer(
		{
			IncomingMessage: born(IncomingMessage, app.request),
			ServerResponse: born(ServerResponse, app.response),
			maxHeaderSize: 16_384,
			headersTimeout: 10_000,
			requestTimeout: 20_000,
			keepAliveTimeout: 65_000,
			connectionsCheckingInterval: 2_000,
		},
		app as never,
	);
}

/** A server that listens. */
export interface Listening {
	/** For example `http://127.0.0.1:3050`. */
	readonly url: string;
	readonly port: number;
	/**
	 * Stops taking connections and resolves when the requests under way are answered. Connections that left HTTP
	 * (WebSockets) are waited for: whoever took them over ends them first.
	 */
	close(): Promise<void>;
}

interface ListenOptions {
	readonly host: string;
	readonly port: number;
	/** Is given the server before it listens, for what speaks more than HTTP on its port. */
	readonly onServer?: ((server: Server) => void) | undefined;
}

/**
 * Listens with `app`; port 0 takes a free one.
 *
 * @throws {ServiceError} `unavailable` when the port is in use or may not be used.
 */
export async function listen(app: Express, { host, port, onServer }: ListenOptions): Promise<Listening> {
	const server = createExpressServer(app);
	const underWay = countUnderWay(server);
	onServer?.(server);
	server.listen({ host, port });
	try {
		await once(server, 'listening');
	} catch (cause) {
		const why = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'is in use' : 'cannot be used';
		throw new ServiceError('unavailable', `port ${port} on ${host} ${why}`, { cause });
	}
	const address = server.address() as AddressInfo;
	const shown = host.includes(':') ? 'localhost' : host;
	return {
		url: `http://${shown}:${address.port}`,
		port: address.port,
		close: () => closeGracefully(server, underWay),
	};
}

/** Tells how many requests wait for the end of their answer. */
function countUnderWay(server: Server): () => number {
	let underWay = 0;
	server.on('request', (_request, response) => {
		underWay += 1;
		response.once('close', () => {
			underWay -= 1;
		});
	});
	return () => underWay;
}

/** After so long, milliseconds, a connection on which no request has come whole is not waited for. */
const SILENT_MS = 250;

/**
 * Idle keep-alive connections are ended at once, busy ones after their answer. Those that never sent a whole
 * request (a browser connects ahead, a probe only connects, an attacker drips) would keep the server for ever,
 * for Node's time-outs end with `close()`: they are cut when nothing is under way any more.
 */
async function closeGracefully(server: Server, underWay: () => number): Promise<void> {
	const closed = once(server, 'close');
	const calledAtMs = performance.now();
	server.close();
	const sweep = setInterval(() => {
		server.closeIdleConnections();
		if (underWay() === 0 && performance.now() - calledAtMs > SILENT_MS) server.closeAllConnections();
	}, 20);
	server.closeIdleConnections();
	try {
		await closed;
	} finally {
		clearInterval(sweep);
	}
}
