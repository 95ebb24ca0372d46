import { within } from '@canario/service-kit/within';
import { ErrorReply } from 'redis';
import { createRedisClient, type RedisClient } from './redis-client.ts';
import { redisError } from './redis-errors.ts';

/** How often the connection is tried while nothing else shows that it works, milliseconds. */
const PULSE_MS = 1_000;

/** A connection that was silent for so long is given up, milliseconds; longer where calls may take longer. */
const MIN_SILENT_MS = 5_000;

interface Options {
	readonly url: string;
	/** Budget of one call, milliseconds. */
	readonly timeoutMs: number;
	/** Prepares each connection, at first and after a loss. */
	readonly onReady?: (client: RedisClient) => void;
}

/**
 * One connection to Redis that comes back by itself. node-redis notices a socket that was closed; a peer that
 * has gone silent (a black-holed network, a stopped process) it would wait for without end, so a silent
 * connection is replaced here. Every call is bounded, and fails at once while there is no connection.
 */
export class RedisConnection {
	readonly #options: Options;
	readonly #silentMs: number;
	readonly #pulse: NodeJS.Timeout;
	#client: RedisClient;
	#closed = false;
	#lastTrouble: unknown;
	/** When the server, or the way to it, last showed itself; performance.now(). */
	#lastSignMs = performance.now();
	#lastPulseMs = performance.now();

	constructor(options: Options) {
		this.#options = options;
		this.#silentMs = Math.max(MIN_SILENT_MS, 3 * options.timeoutMs);
		this.#client = this.#connect();
		this.#pulse = setInterval(() => this.#check(), PULSE_MS).unref();
	}

	/** What `work` resolves with. Rejects with ServiceError, after `timeoutMs` at the latest. */
	async call<T>(what: string, work: (client: RedisClient) => Promise<T>): Promise<T> {
		try {
			const reply = await within(this.#options.timeoutMs, `Redis (${what})`, work(this.#client));
			this.#lastSignMs = performance.now();
			return reply;
		} catch (error) {
			if (error instanceof ErrorReply) this.#lastSignMs = performance.now();
			throw redisError(error, what, this.#lastTrouble);
		}
	}

	ping(): Promise<unknown> {
		return this.call('ping', (client) => client.ping());
	}

	/** Resolves when the connection is there, or after `ms` milliseconds. */
	async settled(ms: number): Promise<void> {
		if (this.#client.isReady) return;
		const ready = new Promise<void>((resolve) => this.#client.once('ready', resolve));
		await within(ms, 'Redis (connect)', ready).catch(() => undefined);
	}

	/** Lets calls that wait finish, within `timeoutMs`. */
	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		clearInterval(this.#pulse);
		const client = this.#client;
		if (client.isReady) {
			await within(this.#options.timeoutMs, 'Redis (close)', client.close()).catch(() => undefined);
		}
		client.destroy();
	}

	#connect(): RedisClient {
		const client = createRedisClient(this.#options.url, this.#options.timeoutMs);
		const sign = () => {
			this.#lastSignMs = performance.now();
		};
		client.on('connect', sign);
		client.on('error', (error) => {
			sign();
			this.#lastTrouble = error;
		});
		client.on('ready', () => {
			sign();
			this.#options.onReady?.(client);
		});
		// It ends only when the client is destroyed; what went wrong until then came as events.
		client.connect().catch(() => undefined);
		return client;
	}

	#check(): void {
		const now = performance.now();
		const wePaused = now - this.#lastPulseMs > 2 * PULSE_MS;
		this.#lastPulseMs = now;
		if (wePaused) this.#lastSignMs = now;
		if (now - this.#lastSignMs > this.#silentMs) {
			this.#lastTrouble = new Error(`no answer for ${this.#silentMs} ms`);
			this.#lastSignMs = now;
			const silent = this.#client;
			this.#client = this.#connect();
			silent.destroy();
			return;
		}
		if (this.#client.isReady) this.ping().catch(() => undefined);
	}
}
