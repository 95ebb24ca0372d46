import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '@canario/service-kit/service-error';
import { within } from '@canario/service-kit/within';
import { type Db, MongoClient } from 'mongodb';
import { translateMongoError } from './mongo-errors.ts';
import { placeOf } from './mongo-url.ts';

/** Connections at most: a few batches at a time suffice, more only wait for one another in the server. */
const POOL_SIZE = 8;

/** How often the driver looks after the server, ms: that long, at most, does it take to see it come back. */
const HEARTBEAT_MS = 1_000;

/** A call that fails at once is tried this often within its time-out, with growing pauses, ms. */
const TRIES = 4;
const PAUSE_MS = 50;

/** One MongoDB, with a deadline on everything that is asked of it and bounded retries. */
export class MongoLink {
	readonly hosts: string;
	readonly timeoutMs: number;
	readonly database: Db;
	readonly #client: MongoClient;
	#closed = false;

	/** Does not connect yet. Throws ServiceError('unavailable') when `url` is no MongoDB URL. */
	constructor(url: string, timeoutMs: number) {
		const place = placeOf(url);
		if (!place) throw malformed();
		this.hosts = place.hosts;
		this.timeoutMs = timeoutMs;
		this.#client = clientOf(url, timeoutMs);
		this.database = this.#client.db(place.database);
	}

	/**
	 * Does `work`, and again when it fails before its time is over: it must be safe to repeat. Rejects with
	 * ServiceError: `deadline_exceeded` when there is no answer in time, else `unavailable`.
	 */
	async ask<T>(what: string, work: () => Promise<T>): Promise<T> {
		let failure: ServiceError | undefined;
		const answer = this.#tryOften(work, (error) => {
			failure = error;
		});
		try {
			// The driver's own time-outs hold for each of its steps; this one holds for all together.
			return await within(this.timeoutMs, `${what}: MongoDB at ${this.hosts}`, answer);
		} catch (error) {
			// That the server could not be reached says more than that the time was spent on trying again.
			throw failure ?? error;
		}
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		await within(this.timeoutMs, `closing: MongoDB at ${this.hosts}`, this.#client.close());
	}

	async #tryOften<T>(work: () => Promise<T>, onFailure: (error: ServiceError) => void): Promise<T> {
		const endsAtMs = performance.now() + this.timeoutMs;
		for (let tries = 1; ; tries++) {
			if (this.#closed) throw new ServiceError('unavailable', `the link to ${this.hosts} is closed`);
			try {
				return await work();
			} catch (cause) {
				const error = translateMongoError(cause, this.hosts);
				const pauseMs = PAUSE_MS * tries;
				const final = tries === TRIES || performance.now() + pauseMs >= endsAtMs;
				if (final || !isUnavailable(error)) throw error;
				onFailure(error);
				await sleep(pauseMs);
			}
		}
	}
}

function clientOf(url: string, timeoutMs: number): MongoClient {
	try {
		return new MongoClient(url, {
			appName: 'canario',
			maxPoolSize: POOL_SIZE,
			heartbeatFrequencyMS: HEARTBEAT_MS,
			connectTimeoutMS: timeoutMs,
			socketTimeoutMS: timeoutMs,
			waitQueueTimeoutMS: timeoutMs,
			// A little less than all, so that "cannot be reached" is heard before the time is over.
			serverSelectionTimeoutMS: Math.ceil(timeoutMs * 0.9),
			// The link retries, for reads and writes, on replica sets and single servers alike.
			retryReads: false,
			retryWrites: false,
			readPreference: 'primary',
			readConcern: { level: 'majority' },
			writeConcern: { w: 'majority', journal: true },
		});
	} catch {
		// The driver's words may quote the URL, and with it the credentials.
		throw malformed();
	}
}

const malformed = () =>
	new ServiceError(
		'unavailable',
		'the MongoDB URL is not valid; expected mongodb://[user:password@]host[:port][/database][?options]',
	);

function isUnavailable(error: unknown): error is ServiceError {
	return error instanceof ServiceError && error.code === 'unavailable';
}
