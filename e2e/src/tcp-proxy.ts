import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastingPort } from './ports.ts';

type Direction = 'requests' | 'answers';

/** A way to a server on which things go wrong as a test wants it. */
export interface TcpProxy {
	readonly port: number;
	/**
	 * Keeps back what goes in that direction, on every connection, until `cut`: from now on, or from the first
	 * request on that holds `marker`.
	 */
	hold(direction: Direction, marker?: string): void;
	/** Bytes that are kept back. */
	held(direction: Direction): number;
	/** Ends every connection, so that what was kept back is never delivered; new ones pass everything on. */
	cut(): void;
	/** Delays each answer by `ms` from now on. */
	delayAnswers(ms: number): void;
	close(): Promise<void>;
}

/** Forwards connections to a port of 127.0.0.1. A connection's end goes on to the other side at once. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
	const port = await lastingPort();
	const sockets = new Set<Socket>();
	const gates = { requests: openGate(), answers: openGate() };
	const held = { requests: 0, answers: 0 };
	let delayMs = 0;
	let awaited: { readonly direction: Direction; readonly marker: string } | undefined;

	const forward = (from: Socket, to: Socket, direction: Direction) => {
		let before = Promise.resolve();
		from.on('data', (bytes) => {
			const dueMs = performance.now() + (direction === 'answers' ? delayMs : 0);
			held[direction] += bytes.length;
			if (awaited && direction === 'requests' && bytes.includes(awaited.marker))
				gates[awaited.direction].shut();
			before = before.then(async () => {
				if (performance.now() < dueMs) await sleep(dueMs - performance.now());
				await gates[direction].opened;
				held[direction] -= bytes.length;
				if (to.writable) to.write(bytes);
			});
		});
		from.on('error', () => {});
		from.on('close', () => to.destroy());
		sockets.add(from);
		from.once('close', () => sockets.delete(from));
	};
	const server = createServer({ noDelay: true }, (client) => {
		const upstream = connect({ host: '127.0.0.1', port: target, noDelay: true });
		forward(client, upstream, 'requests');
		forward(upstream, client, 'answers');
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		port,
		hold(direction, marker) {
			if (marker === undefined) gates[direction].shut();
			else awaited = { direction, marker };
		},
		held: (direction) => held[direction],
		cut() {
			awaited = undefined;
			for (const socket of sockets) socket.destroy();
			for (const gate of Object.values(gates)) gate.open();
		},
		delayAnswers(ms) {
			delayMs = ms;
		},
		async close() {
			server.close();
			for (const socket of sockets) socket.destroy();
			await once(server, 'close');
		},
	};
}

/** What passes has to wait for `opened`. */
function openGate() {
	let gate = Promise.withResolvers<void>();
	gate.resolve();
	let isOpen = true;
	return {
		get opened() {
			return gate.promise;
		},
		shut() {
			if (isOpen) gate = Promise.withResolvers<void>();
			isOpen = false;
		},
		open() {
			isOpen = true;
			gate.resolve();
		},
	};
}
