import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP relay for tests, between a client and a server, that fails as networks and servers do. */
export interface Relay {
	/** On 127.0.0.1. */
	readonly port: number;
	/** Passes nothing on and breaks nothing off, as a stopped server would. */
	silence(): void;
	/** Passes on what was held back in silence, and everything after it. */
	resume(): void;
	/** Breaks off every connection; new ones are taken. */
	cut(): void;
	/** Breaks off every connection and refuses new ones. */
	leave(): Promise<void>;
	/** Takes connections again. */
	comeBack(): Promise<void>;
	/** Breaks off the next connection on which a request with `text` was passed on, in place of its answer. */
	loseAnswerTo(text: string): void;
	close(): Promise<void>;
}

/** Starts a relay to a server; port and host of it are given. */
export async function startRelay(host: string, targetPort: number): Promise<Relay> {
	const sockets = new Set<Socket>();
	let silent = false;
	let lose: string | undefined;

	const keep = (socket: Socket, other: Socket) => {
		sockets.add(socket);
		if (silent) socket.pause();
		socket.on('error', () => {});
		socket.on('close', () => {
			sockets.delete(socket);
			other.destroy();
		});
	};
	const server = createServer((client) => {
		const upstream = connect(targetPort, host);
		let losing = false;
		keep(client, upstream);
		keep(upstream, client);
		client.on('data', (request) => {
			if (lose !== undefined && request.includes(lose)) {
				lose = undefined;
				losing = true;
			}
			upstream.write(request);
		});
		upstream.on('data', (answer) => {
			if (losing) client.destroy();
			else client.write(answer);
		});
	});
	const cut = () => {
		for (const socket of sockets) socket.destroy();
	};
	const port = await listen(server, 0);
	return {
		port,
		silence() {
			silent = true;
			for (const socket of sockets) socket.pause();
		},
		resume() {
			silent = false;
			for (const socket of sockets) socket.resume();
		},
		cut,
		leave: () => stop(server, cut),
		async comeBack() {
			await listen(server, port);
		},
		loseAnswerTo(text) {
			lose = text;
		},
		close: () => stop(server, cut),
	};
}

async function listen(server: Server, port: number): Promise<number> {
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

async function stop(server: Server, cut: () => void): Promise<void> {
	const closed = server.listening ? once(server, 'close') : Promise.resolve();
	server.close();
	cut();
	await closed;
}
