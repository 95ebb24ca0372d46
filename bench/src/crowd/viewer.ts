import { connect, type Socket } from 'node:net';
import { reconnectDelayMs } from '@canario/web/feed/backoff';
import { FrameReader } from './frame-reader.ts';
import { messageOf } from './message.ts';

/** What a crowd hears of its viewers. */
export interface Hearing {
	/** The viewer has its snapshot, its first one or after a loss. */
	readonly onBack: () => void;
	readonly onLost: () => void;
	/** `missed`: another one should have come before. */
	readonly onDelta: (missed: boolean) => void;
	/** Milliseconds since the Unix epoch, by the server's clock. */
	readonly onHeartbeat: (serverMs: number) => void;
}

interface Options {
	readonly port: number;
	readonly hearing: Hearing;
	/** A peer sends no snapshots: who joined is there. */
	readonly snapshots: boolean;
}

/** Reads are done one after the other, all into this. */
const SHARED = Buffer.allocUnsafe(256 * 1_024);

const HEAD_END = Buffer.from('\r\n\r\n');

/** Frames of a client, masked with zeros: `40` and `3`. */
const JOIN = Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x34, 0x30]);
const PONG = Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0x33]);

/** A viewer on a bare TCP connection that does as the page does, for as little CPU time as can be. */
export class Viewer {
	readonly #options: Options;
	readonly #request: string;
	#socket: Socket | undefined;
	#frames: FrameReader | undefined;
	#failures = 0;
	#seq: number | undefined;
	#here = false;
	#leaving = false;

	constructor(options: Options) {
		this.#options = options;
		this.#request = upgradeRequest(options.port);
	}

	/** Whether it has what it came for. */
	get here(): boolean {
		return this.#here;
	}

	open(): void {
		const onread = { buffer: SHARED, callback: this.#take };
		const socket = connect({ host: '127.0.0.1', port: this.#options.port, noDelay: true, onread });
		socket.write(this.#request);
		socket.on('error', () => {});
		socket.once('close', () => this.#closed());
		this.#socket = socket;
		this.#frames = undefined;
		this.#seq = undefined;
	}

	/** Goes, and does not come again. */
	leave(): void {
		this.#leaving = true;
		this.#socket?.destroy();
	}

	/** As the page comes again after a loss: by its own rule. */
	#closed(): void {
		if (this.#here) this.#options.hearing.onLost();
		this.#here = false;
		if (this.#leaving) return;
		setTimeout(() => this.open(), reconnectDelayMs(this.#failures, Math.random()));
		this.#failures += 1;
	}

	readonly #take = (bytes: number, memory: Uint8Array): boolean => {
		const chunk = Buffer.from(memory.buffer, memory.byteOffset, bytes);
		if (this.#frames) this.#frames.read(chunk, this.#read);
		else this.#accepted(chunk);
		return true;
	};

	/** The answer to the upgrade; it comes in one piece. */
	#accepted(chunk: Buffer): void {
		const end = chunk.indexOf(HEAD_END);
		if (end < 0 || !chunk.toString('latin1', 0, 12).endsWith(' 101')) {
			this.#socket?.destroy();
			return;
		}
		this.#frames = new FrameReader();
		this.#frames.read(chunk.subarray(end + HEAD_END.length), this.#read);
	}

	readonly #read = (bytes: Buffer, start: number, end: number): void => {
		const { hearing, snapshots } = this.#options;
		const message = messageOf(bytes, start, end);
		if (message.kind === 'delta') {
			hearing.onDelta(this.#seq !== undefined && message.seq > this.#seq + 1);
			this.#seq = message.seq;
		} else if (message.kind === 'heartbeat') hearing.onHeartbeat(message.serverMs);
		else if (message.kind === 'ping') this.#socket?.write(PONG);
		else if (message.kind === 'opened') {
			this.#socket?.write(JOIN);
			if (!snapshots) this.#arrived();
		} else if (message.kind === 'snapshot') {
			this.#seq = message.seq;
			this.#arrived();
		}
	};

	#arrived(): void {
		this.#failures = 0;
		if (this.#here) return;
		this.#here = true;
		this.#options.hearing.onBack();
	}
}

const upgradeRequest = (port: number) =>
	[
		'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
		`Host: 127.0.0.1:${port}`,
		'Upgrade: websocket',
		'Connection: Upgrade',
		'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
		'Sec-WebSocket-Version: 13',
		'\r\n',
	].join('\r\n');
