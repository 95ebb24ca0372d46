import type { Delivery, GreenStream } from '@canario/stores/green-stream';
import type { Logger } from 'pino';
import { WakeUp } from './wake-up.ts';

interface Options {
	/** Reading begins when this resolves; it never rejects. */
	readonly begin: Promise<unknown>;
	/** Gives the stream, or throws while it is not there. */
	readonly stream: () => Pick<GreenStream, 'read' | 'reclaim'>;
	/** This subscriber's name in the consumer group. */
	readonly consumer: string;
	/** Stores and settles; rejects when the deliveries stay for later. */
	readonly process: (deliveries: readonly Delivery[]) => Promise<void>;
	/** Rejects while the record store is away: what others hold is then left with them. */
	readonly canStore: () => Promise<void>;
	readonly reading: {
		/** Most entries in one read. */
		readonly batch: number;
		/** Longest sleep between two looks, ms: a wake-up may be missed. */
		readonly pollMs: number;
		/** A delivery that was held for so long, ms, is taken over. */
		readonly minIdleMs: number;
	};
	readonly log: Logger;
}

/** Pause after the stream could not be read, milliseconds. */
const PAUSE_MS = 250;

/** Reads the stream as one of a consumer group until it is stopped, and takes over what dead ones left. */
export class StreamReader {
	readonly #options: Options;
	readonly #wakeUp = new WakeUp();
	readonly #done: Promise<void>;
	#endByMs = Number.POSITIVE_INFINITY;
	readonly #stopping = Promise.withResolvers<void>();
	#reclaimAtMs = 0;
	#failing = false;

	constructor(options: Options) {
		this.#options = options;
		this.#done = this.#run();
	}

	/** There is something to read. */
	wake(): void {
		this.#wakeUp.wake();
	}

	/** Reads what is there, for `graceMs` at most, then ends; the stream keeps the rest. */
	async stop(graceMs: number): Promise<void> {
		this.#endByMs = performance.now() + graceMs;
		this.#stopping.resolve();
		this.wake();
		await this.#done;
	}

	async #run(): Promise<void> {
		const begun = this.#options.begin.then(() => true);
		if (!(await Promise.race([begun, this.#stopping.promise.then(() => false)]))) return;
		for (;;) {
			const found = await this.#look();
			if (performance.now() > this.#endByMs) return;
			if (found === 'something') continue;
			if (Number.isFinite(this.#endByMs)) return;
			await this.#wakeUp.sleep(found === 'trouble' ? PAUSE_MS : this.#options.reading.pollMs);
		}
	}

	async #look(): Promise<'something' | 'nothing' | 'trouble'> {
		const { stream, consumer, process, reading, log } = this.#options;
		try {
			const deliveries = [...(await this.#orphans()), ...(await stream().read(consumer, reading.batch))];
			if (deliveries.length > 0) await process(deliveries);
			this.#failing = false;
			return deliveries.length > 0 ? 'something' : 'nothing';
		} catch (err) {
			if (!this.#failing) log.warn({ err }, 'reading the stream fails, trying on');
			this.#failing = true;
			return 'trouble';
		}
	}

	/** What others, or this one before a failure, have held for too long. */
	async #orphans(): Promise<readonly Delivery[]> {
		const { stream, consumer, canStore, reading } = this.#options;
		const nowMs = performance.now();
		if (nowMs < this.#reclaimAtMs) return [];
		await canStore();
		const orphans = await stream().reclaim(consumer, reading.minIdleMs, reading.batch);
		// a full batch means that there may be more
		if (orphans.length < reading.batch) this.#reclaimAtMs = nowMs + reading.minIdleMs / 2;
		return orphans;
	}
}
