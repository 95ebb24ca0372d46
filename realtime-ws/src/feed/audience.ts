import type { TraceEvent } from '@canario/contracts/trace';
import type { Announcer } from './announcer.ts';
import { type ClientRequest, requestOf } from './client-requests.ts';
import type { Connections, FeedSocket } from './connections.ts';
import { tcpSocketOf, writeQueueOf } from './engine.ts';
import type { FanOut } from './fan-out.ts';
import type { Rotation } from './rotation.ts';
import { Viewer } from './viewer.ts';

type FollowRequest = Extract<ClientRequest, { kind: 'follow' }>;

interface Options {
	readonly fanOut: FanOut;
	readonly announcer: Announcer;
	readonly rotation: Rotation;
	/** Age of what was read last, milliseconds. */
	readonly dataAgeMs: () => number;
	/** Milliseconds; never runs backwards. */
	readonly elapsedMs: () => number;
	readonly onRotated: () => void;
	readonly connections: () => Pick<Connections, 'end' | 'expel'>;
	readonly onFollow: (viewer: Viewer, request: FollowRequest) => void;
}

/** Snapshots that are asked for come at most so often, milliseconds. */
const RESYNC_MS = 1_000;

/** Who comes is shown at once what was read within this, milliseconds. */
const FRESH_MS = 1_000;

/** Those who watch: how they come, what they ask for, and how they are told to come again. */
export class Audience {
	readonly #options: Options;
	readonly #sockets = new Map<Viewer, FeedSocket>();

	constructor(options: Options) {
		this.#options = options;
	}

	add(socket: FeedSocket, address: string): void {
		const { fanOut, rotation, elapsedMs } = this.#options;
		const viewer = new Viewer({
			wire: tcpSocketOf(socket.conn),
			connection: writeQueueOf(socket.conn),
			address,
			rotateAtMs: rotation.dueAtMs(elapsedMs()),
		});
		fanOut.viewers.add(viewer);
		this.#sockets.set(viewer, socket);
		socket.once('disconnect', () => {
			fanOut.viewers.delete(viewer);
			this.#sockets.delete(viewer);
		});
		socket.onAny((event: unknown, ...values: unknown[]) => {
			const request = requestOf(event, values);
			if (typeof request === 'string') this.#options.connections().expel(socket.conn, request);
			else this.#take(viewer, request);
		});
		this.#greet(viewer);
	}

	/** Tells those whose time has come to connect anew, and ends the connections of those who stayed. */
	rotate(nowMs: number): void {
		const { fanOut, rotation, onRotated, connections } = this.#options;
		for (const viewer of fanOut.viewers) {
			const step = rotation.stepOf(viewer, nowMs);
			const socket = this.#sockets.get(viewer);
			if (step === 'end' && socket) connections().end(socket.conn);
			if (step !== 'tell') continue;
			onRotated();
			fanOut.sendTo(viewer, rotation.notice());
		}
	}

	/** Tells one viewer a sighting; one who is behind is left out. */
	tell(viewer: Viewer, event: TraceEvent): void {
		// by Socket.IO's own queue: the first ones must not overtake the answer that names their key
		if (this.#options.fanOut.hasRoom(viewer)) this.#sockets.get(viewer)?.emit('sighting', event);
	}

	/** Tells everybody to connect anew, each at a time of its own. */
	sayFarewell(): void {
		const { fanOut, rotation } = this.#options;
		for (const viewer of fanOut.viewers) fanOut.sendTo(viewer, rotation.notice());
	}

	/** What was read a while ago, for nobody watched, is left to the next tick, which reads anew. */
	#greet(viewer: Viewer): void {
		const { fanOut, announcer, dataAgeMs } = this.#options;
		if (dataAgeMs() > FRESH_MS) return;
		const snapshot = announcer.snapshot();
		fanOut.sendTo(viewer, announcer.heartbeat());
		if (snapshot && fanOut.sendTo(viewer, snapshot)) viewer.needsSnapshot = false;
	}

	#take(viewer: Viewer, request: ClientRequest): void {
		const { elapsedMs, onFollow } = this.#options;
		if (request.kind === 'resync') {
			if (elapsedMs() - viewer.resyncAtMs < RESYNC_MS) return;
			viewer.resyncAtMs = elapsedMs();
			viewer.needsSnapshot = true;
		} else if (request.kind === 'watch') viewer.watching = request.wanted;
		else onFollow(viewer, request);
	}
}
