import type { Vaccination } from '@canario/contracts/vaccination';
import { checkLetterLimit } from '../dead-letters.ts';
import type { DeadLetter, Delivery, GreenStream, Settled } from '../green-stream.ts';
import { checkIds } from '../records/check-arguments.ts';
import { EmbeddedChannel } from './embedded-channel.ts';
import type { GroupCommit } from './group-commit.ts';
import { HandOuts } from './hand-outs.ts';
import type { MemoryStatistics } from './memory-statistics.ts';
import { settleInFile } from './settle-in-file.ts';
import type { StreamBooks } from './stream-books.ts';
import type { StreamFile } from './stream-file.ts';

type Settlement = Parameters<GreenStream['settle']>;

interface Parts {
	readonly file: StreamFile;
	readonly commit: GroupCommit;
	readonly books: StreamBooks;
	readonly statistics: MemoryStatistics;
	/** Milliseconds since the Unix epoch; never runs backwards. */
	readonly now: () => number;
	/** What `work` gives, or what the file refused, translated. */
	readonly inFile: <T>(work: () => T) => T;
	readonly asServiceError: (error: unknown) => Error;
}

/** Green's stream in a SQLite file, for the consumers of one process. */
export class EmbeddedGreenStream implements GreenStream {
	readonly #parts: Parts;
	readonly #handOuts: HandOuts;
	readonly #channel = new EmbeddedChannel();

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#handOuts = new HandOuts(parts);
	}

	async append(vaccinations: readonly Vaccination[]): Promise<void> {
		if (vaccinations.length === 0) return;
		const { file, books } = this.#parts;
		const payloads = vaccinations.map((vaccination) => JSON.stringify(vaccination));
		const change = { taken: payloads.length, pending: payloads.length };
		await this.#write(
			() => {
				for (const payload of payloads) file.append(payload);
				books.write(change);
			},
			() => {
				books.apply(change);
				this.#channel.wake();
			},
		);
	}

	async broadcast(vaccinations: readonly Vaccination[]): Promise<void> {
		if (vaccinations.length === 0) return;
		const { books } = this.#parts;
		const payloads = vaccinations.map((vaccination) => JSON.stringify(vaccination));
		const change = { taken: payloads.length };
		await this.#write(
			() => books.write(change),
			() => {
				books.apply(change);
				this.#channel.broadcast(payloads);
			},
		);
	}

	async read(_: string, limit: number): Promise<readonly Delivery[]> {
		return this.#parts.inFile(() => this.#handOuts.next(limit));
	}

	async reclaim(_consumer: string, minIdleMs: number, limit: number): Promise<readonly Delivery[]> {
		return this.#parts.inFile(() => this.#handOuts.again(minIdleMs, limit));
	}

	async settle(...[settled, batches, last]: Settlement): Promise<void> {
		const { file, statistics } = this.#parts;
		await this.#settle(
			settled,
			(entryId) => file.remove(Number(entryId)),
			({ stored, storedEnded, ended }) => {
				this.#handOuts.settled(settled);
				if (storedEnded === stored) statistics.add(batches, last);
				else if (storedEnded > 0) statistics.doubt();
				return -ended;
			},
		);
	}

	async settleBroadcast(...[settled, batches, last]: Settlement): Promise<void> {
		const { statistics } = this.#parts;
		await this.#settle(
			settled,
			() => true,
			() => {
				statistics.add(batches, last);
				return 0;
			},
		);
	}

	async subscribe(listener: Parameters<GreenStream['subscribe']>[0]): Promise<() => Promise<void>> {
		const unsubscribe = this.#channel.subscribe(listener);
		return async () => unsubscribe();
	}

	async deadLetters(limit: number): Promise<readonly DeadLetter[]> {
		checkLetterLimit(limit);
		return this.#parts.inFile(() => this.#parts.file.dead(limit));
	}

	async deadIds(ids: readonly string[]): Promise<ReadonlySet<string>> {
		checkIds(ids);
		return this.#parts.inFile(() => new Set(ids.filter((id) => this.#parts.file.isDead(id))));
	}

	async #settle(
		settled: readonly Settled[],
		end: (entryId: string) => boolean,
		done: (outcome: ReturnType<typeof settleInFile>) => number,
	): Promise<void> {
		const { file, books, now } = this.#parts;
		await this.#write(
			() => settleInFile(settled, { file, books, atMs: now(), end }),
			(outcome) => books.apply({ ...outcome.change, pending: done(outcome) }),
		);
	}

	async #write<T>(write: () => T, done: (result: T) => void): Promise<void> {
		try {
			await this.#parts.commit.run(write, done);
		} catch (error) {
			throw this.#parts.asServiceError(error);
		}
	}
}
