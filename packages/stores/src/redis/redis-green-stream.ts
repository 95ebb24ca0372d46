import type { Vaccination } from '@canario/contracts/vaccination';

import { ErrorReply } from 'redis';
import { checkLetterLimit } from '../dead-letters.ts';
import type { DeadLetter, Delivery, GreenStream, Settled } from '../green-stream.ts';
import type { Counted, LastOne } from '../live-statistics.ts';
import { checkIds } from '../records/check-arguments.ts';
import { countArguments } from './count-arguments.ts';
import { GROUP, type RedisKeys } from './keys.ts';
import { joinPayloads, subscribeRedis } from './redis-channel.ts';
import type { RedisClient } from './redis-client.ts';
import type { RedisConnection } from './redis-connection.ts';
import { settleArguments } from './settle-arguments.ts';

interface Options {
	readonly url: string;
	readonly timeoutMs: number;
	/** A consumer that holds nothing and has not asked for so long is forgotten, milliseconds. */
	readonly forgetConsumersMs: number;
}

/** Green's stream on a Redis stream with one consumer group. */
export class RedisGreenStream implements GreenStream {
	readonly #connection: RedisConnection;
	readonly #keys: RedisKeys;
	readonly #options: Options;

	constructor(connection: RedisConnection, keys: RedisKeys, options: Options) {
		this.#connection = connection;
		this.#keys = keys;
		this.#options = options;
	}

	async append(vaccinations: readonly Vaccination[]): Promise<void> {
		if (vaccinations.length === 0) return;
		const { stream, books, wakeChannel } = this.#keys;
		const args = [wakeChannel, ...vaccinations.map((vaccination) => JSON.stringify(vaccination))];
		await this.#connection.call('append', (client) => client.append([stream, books], args));
	}

	async broadcast(vaccinations: readonly Vaccination[]): Promise<void> {
		if (vaccinations.length === 0) return;
		const { books, broadcastChannel } = this.#keys;
		const message = joinPayloads(vaccinations.map((vaccination) => JSON.stringify(vaccination)));
		const args = [broadcastChannel, message, String(vaccinations.length)];
		await this.#connection.call('broadcast', (client) => client.broadcast([books], args));
	}

	read(consumer: string, limit: number): Promise<readonly Delivery[]> {
		const { stream } = this.#keys;
		const args = ['XREADGROUP', 'GROUP', GROUP, consumer, 'COUNT', String(limit), 'STREAMS', stream, '>'];
		return this.#withGroup('read', async (client) => {
			const reply = await client.sendCommand<Record<string, [string, string[]][]> | null>(args);
			const entries = Object.values(reply ?? {})[0] ?? [];
			return entries.map(([entryId, fields]) => ({ entryId, payload: payloadOf(fields), deliveries: 1 }));
		});
	}

	reclaim(consumer: string, minIdleMs: number, limit: number): Promise<readonly Delivery[]> {
		const { forgetConsumersMs } = this.#options;
		const args = [GROUP, consumer, String(minIdleMs), String(limit), String(forgetConsumersMs)];
		return this.#withGroup('reclaim', async (client) => {
			const entries = await client.reclaim([this.#keys.stream], args);
			return entries.map(([entryId, fields, deliveries]) => ({
				entryId,
				payload: payloadOf(fields),
				deliveries,
			}));
		});
	}

	async settle(
		settled: readonly Settled[],
		batches: readonly Counted[],
		last: readonly LastOne[],
	): Promise<void> {
		const { stream, books, dead, deadIds, meta, generationA, generationB, last: lastKey } = this.#keys;
		const of = settleArguments(settled);
		const args = [GROUP, String(of.stored.length), ...of.stored, String(of.repeats.length), ...of.repeats];
		args.push(String(of.dead.length), ...of.dead.flatMap(({ entryId, burial }) => [entryId, ...burial]));
		for (const arg of countArguments(batches, last)) args.push(arg);
		const keys = [stream, books, dead, deadIds, meta, generationA, generationB, lastKey];
		await this.#connection.call('settle', (client) => client.settle(keys, args));
	}

	async settleBroadcast(
		settled: readonly Settled[],
		batches: readonly Counted[],
		last: readonly LastOne[],
	): Promise<void> {
		const { books, dead, deadIds, meta, generationA, generationB, last: lastKey } = this.#keys;
		const of = settleArguments(settled);
		const args = [
			String(of.repeats.length),
			String(of.dead.length),
			...of.dead.flatMap(({ burial }) => burial),
		];
		for (const arg of countArguments(batches, last)) args.push(arg);
		const keys = [books, dead, deadIds, meta, generationA, generationB, lastKey];
		await this.#connection.call('settle', (client) => client.settleBroadcast(keys, args));
	}

	subscribe(listener: Parameters<GreenStream['subscribe']>[0]): Promise<() => Promise<void>> {
		return subscribeRedis({ ...this.#options, keys: this.#keys }, listener);
	}

	async deadLetters(limit: number): Promise<readonly DeadLetter[]> {
		checkLetterLimit(limit);
		const entries = await this.#connection.call('dead letters', (client) =>
			client.xRevRange(this.#keys.dead, '+', '-', { COUNT: limit }),
		);
		return (entries ?? []).map(({ message: { payload = '', reason = '', at } }) => ({
			payload,
			reason,
			atMs: Number(at),
		}));
	}

	async deadIds(ids: readonly string[]): Promise<ReadonlySet<string>> {
		checkIds(ids);
		if (ids.length === 0) return new Set();
		const dead = await this.#connection.call('dead ids', (client) =>
			client.smIsMember(this.#keys.deadIds, [...ids]),
		);
		return new Set(ids.filter((_, index) => dead[index]));
	}

	/** Makes the consumer group where it is missing, from the beginning: at first, and after a wipe. */
	#withGroup<T>(what: string, work: (client: RedisClient) => Promise<T>): Promise<T> {
		return this.#connection.call(what, async (client) => {
			try {
				return await work(client);
			} catch (error) {
				if (!(error instanceof ErrorReply && error.message.startsWith('NOGROUP'))) throw error;
				await client.xGroupCreate(this.#keys.stream, GROUP, '0', { MKSTREAM: true }).catch(unlessThere);
				return work(client);
			}
		});
	}
}

function unlessThere(error: unknown): void {
	if (!(error instanceof ErrorReply && error.message.startsWith('BUSYGROUP'))) throw error;
}

/** Ours is in the field "v"; what others wrote is given as it is, for the reader to put aside. */
function payloadOf(fields: readonly string[]): string {
	return fields.length === 2 && fields[0] === 'v' ? (fields[1] ?? '') : JSON.stringify(fields);
}
