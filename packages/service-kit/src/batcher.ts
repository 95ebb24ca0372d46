import type { Lane } from '@canario/contracts/lane';
import { ServiceError } from './service-error.ts';

interface Waiting<T, R> {
	readonly item: T;
	readonly resolve: (result: R) => void;
	readonly reject: (error: unknown) => void;
}

interface Impatience {
	/** A further batch leaves when the last one left so long ago, milliseconds, and nothing has come back. */
	readonly afterMs: number;
	/** Most batches under way at once, the further ones included. */
	readonly maxBatches: number;
	/** With more items pending it is a crowd that makes answers slow, and small batches would make them slower. */
	readonly maxPending: number;
}

interface Options<T, R> {
	/** Serves a batch: one result for each item, in order. A rejection fails all of its items. */
	readonly run: (items: readonly T[]) => Promise<readonly R[]>;
	/** Most items in one batch. */
	readonly maxItems: number;
	/** Most batches under way at once. */
	readonly maxBatches: number;
	/** Most items in all, waiting and under way; one more is refused at once. */
	readonly maxPending: number;
	/** How a slow answer is kept from holding up what comes after it; without it `maxBatches` is all. */
	readonly impatience?: Impatience;
	/** What is batched, for the message of a refusal. */
	readonly name: string;
	/** The lane that a refusal is to name. */
	readonly lane?: Lane;
}

/**
 * Groups what is waiting into one call, and still answers each caller when its own item is done. There is no
 * timer: a batch leaves as soon as one may be under way, with all that gathered meanwhile, so that a lone item
 * is not delayed and a crowd makes its own large batches; only an impatient one also looks at the clock.
 */
export class Batcher<T, R> {
	readonly #options: Options<T, R>;
	readonly #queue: Waiting<T, R>[] = [];
	#batches = 0;
	#underWay = 0;
	#scheduled = false;
	#lastLeftMs = 0;
	#impatient: NodeJS.Timeout | undefined;
	#idle: (() => void)[] = [];
	/** Made once: refusals come in crowds, and taking down a stack is a good part of what one costs. */
	readonly #refusal: ServiceError;

	constructor(options: Options<T, R>) {
		this.#options = options;
		const { name, lane } = options;
		this.#refusal = new ServiceError('overloaded', `${name}: too many are waiting`, lane && { lane });
	}

	/** Items waiting and under way. */
	get pending(): number {
		return this.#queue.length + this.#underWay;
	}

	/** Whether `count` more items would be taken. */
	hasRoomFor(count: number): boolean {
		return this.pending + count <= this.#options.maxPending;
	}

	/**
	 * The result of `item`, when its batch is done.
	 *
	 * @throws {ServiceError} `overloaded`, at once, when too much is pending; else whatever `run` rejects with.
	 */
	add(item: T): Promise<R> {
		if (!this.hasRoomFor(1)) {
			return Promise.reject(this.#refusal);
		}
		return new Promise<R>((resolve, reject) => {
			this.#queue.push({ item, resolve, reject });
			this.#schedule();
		});
	}

	/**
	 * The results of `items`, in order, when the last of their batches is done.
	 *
	 * @throws {ServiceError} `overloaded`, at once and before any item is taken, when there is no room for all of
	 * them; else whatever the first batch that failed rejected with.
	 */
	async addAll(items: readonly T[]): Promise<readonly R[]> {
		if (!this.hasRoomFor(items.length)) throw this.#refusal;
		return await Promise.all(items.map((item) => this.add(item)));
	}

	/** Resolves when nothing is pending. */
	async drained(): Promise<void> {
		if (this.pending > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
	}

	/** Waits for one turn of the event loop, so that what arrived in the same turn leaves together. */
	#schedule(): void {
		if (this.#scheduled) return;
		if (this.#batches >= this.#options.maxBatches) {
			this.#growImpatient();
			return;
		}
		this.#scheduled = true;
		setImmediate(() => {
			this.#scheduled = false;
			while (this.#queue.length > 0 && this.#batches < this.#options.maxBatches) void this.#runOne();
		});
	}

	/** Has a further batch leave when it is time, unless enough are under way. */
	#growImpatient(): void {
		const { impatience } = this.#options;
		if (!impatience || this.#impatient) return;
		const { afterMs, maxBatches, maxPending } = impatience;
		const mayLeave = () => this.#batches < maxBatches && this.pending <= maxPending;
		const dueInMs = () => this.#lastLeftMs + afterMs - performance.now();
		const look = () => {
			this.#impatient = undefined;
			if (this.#queue.length > 0 && mayLeave() && dueInMs() <= 0) void this.#runOne();
			if (this.#queue.length > 0) this.#schedule();
		};
		this.#impatient = setTimeout(look, mayLeave() ? Math.max(1, dueInMs()) : afterMs);
	}

	async #runOne(): Promise<void> {
		this.#lastLeftMs = performance.now();
		const batch = this.#queue.splice(0, this.#options.maxItems);
		this.#batches += 1;
		this.#underWay += batch.length;
		try {
			const results = await this.#options.run(batch.map(({ item }) => item));
			if (results.length !== batch.length) {
				throw new ServiceError(
					'internal',
					`${this.#options.name}: ${results.length} results for ${batch.length} items`,
				);
			}
			for (const [index, { resolve }] of batch.entries()) resolve(results[index] as R);
		} catch (error) {
			for (const { reject } of batch) reject(error);
		} finally {
			this.#batches -= 1;
			this.#underWay -= batch.length;
			if (this.#queue.length > 0) this.#schedule();
			else if (this.pending === 0) for (const resolve of this.#idle.splice(0)) resolve();
		}
	}
}
