import { connect, type Socket } from 'node:net';
import { ResponseReader } from './response-reader.ts';

/** Pause before a lost connection is opened anew, milliseconds. */
const REOPEN_MS = 50;

interface Options {
	readonly port: number;
	/** Makes the next request. */
	readonly request: () => Buffer;
	/** Hears of each answer, and whether another request is to be sent. */
	readonly onAnswer: (status: number, ms: number) => boolean;
	/** Hears of a request that gets no answer, and whether another is to be sent. */
	readonly onLoss: () => boolean;
}

/** One sender: a request, its answer, the next request. A connection that is lost is opened anew. */
export class Connection {
	readonly #options: Options;
	#socket: Socket | undefined;
	#sentAtMs = 0;
	#waiting = false;

	constructor(options: Options) {
		this.#options = options;
		this.#open();
	}

	/** Whether an answer is awaited. */
	get waiting(): boolean {
		return this.#waiting;
	}

	close(): void {
		this.#waiting = false;
		this.#socket?.destroy();
	}

	#open(): void {
		const { port, onLoss } = this.#options;
		const reader = new ResponseReader();
		this.#waiting = true;
		this.#sentAtMs = performance.now();
		const socket = connect({ host: '127.0.0.1', port, noDelay: true }, () => this.#send());
		socket.on('data', (chunk) => {
			for (const status of reader.read(chunk)) this.#answered(status);
		});
		socket.on('error', () => {});
		socket.once('close', () => {
			if (!this.#waiting) return;
			this.#waiting = false;
			if (onLoss()) setTimeout(() => this.#open(), REOPEN_MS);
		});
		this.#socket = socket;
	}

	#send(): void {
		this.#waiting = true;
		this.#sentAtMs = performance.now();
		this.#socket?.write(this.#options.request());
	}

	#answered(status: number): void {
		this.#waiting = false;
		if (this.#options.onAnswer(status, performance.now() - this.#sentAtMs)) this.#send();
		else this.#socket?.end();
	}
}
