import { HISTORY_MS, type HistoryPoint } from '@canario/contracts/history';
import type { ServiceReport } from '@canario/contracts/service-report';
import { ServiceError } from '@canario/service-kit/service-error';
import { type Increments, slotOf } from '../counters.ts';
import type { Counted, LastOne, LeaseName, LiveStatistics, StatisticsState } from '../live-statistics.ts';
import { countArguments, lastArguments } from './count-arguments.ts';
import type { RedisKeys } from './keys.ts';
import type { RedisConnection } from './redis-connection.ts';
import { stateOf } from './statistics-reply.ts';

/** Live statistics in Redis hashes; every method is one script. */
export class RedisLiveStatistics implements LiveStatistics {
	readonly #connection: RedisConnection;
	readonly #keys: RedisKeys;

	constructor(connection: RedisConnection, keys: RedisKeys) {
		this.#connection = connection;
		this.#keys = keys;
	}

	async count(batches: readonly Counted[], last: readonly LastOne[]): Promise<void> {
		if (batches.length === 0) return;
		const { meta, generationA, generationB, last: lastKey } = this.#keys;
		const args = countArguments(batches, last);
		await this.#connection.call('count', (client) =>
			client.count([meta, generationA, generationB, lastKey], args),
		);
	}

	async read(): Promise<StatisticsState> {
		const { meta, generationA, generationB, last, stream, books, reports } = this.#keys;
		const keys = [meta, generationA, generationB, last, stream, books, reports];
		return stateOf(await this.#connection.call('read', (client) => client.readStatistics(keys)));
	}

	async publish(report: ServiceReport): Promise<void> {
		const args = [report.instance, JSON.stringify(report)];
		await this.#connection.call('publish', (client) => client.publishReport([this.#keys.reports], args));
	}

	async suspect(): Promise<void> {
		await this.#connection.call('suspect', (client) => client.suspect([this.#keys.meta]));
	}

	async checked(slot: number, atMs: number, keepFromSlot: number): Promise<void> {
		const { meta, generationA, generationB } = this.#keys;
		const args = [slot, atMs, keepFromSlot].map(String);
		await this.#connection.call('checked', (client) =>
			client.checked([meta, generationA, generationB], args),
		);
	}

	async lease(name: LeaseName, holder: string, forMs: number): Promise<boolean> {
		const key = this.#keys[`${name}Lease`];
		const args = [holder, String(forMs)];
		return (await this.#connection.call('lease', (client) => client.lease([key], args))) === 1;
	}

	async release(name: LeaseName, holder: string): Promise<void> {
		const key = this.#keys[`${name}Lease`];
		await this.#connection.call('release', (client) => client.release([key], [holder]));
	}

	async beginRebuild(cutMs: number): Promise<void> {
		const { meta, generationA, generationB } = this.#keys;
		await this.#connection.call('begin rebuild', (client) =>
			client.beginRebuild([meta, generationA, generationB], [String(cutMs)]),
		);
	}

	async finishRebuild(cutMs: number, sums: Increments, last: readonly LastOne[]): Promise<void> {
		const { meta, generationA, generationB, last: lastKey, stream, books } = this.#keys;
		const args = [cutMs, slotOf(cutMs), sums.size].map(String);
		for (const [field, by] of sums) args.push(field, String(by));
		args.push(...lastArguments(last));
		const finished = await this.#connection.call('finish rebuild', (client) =>
			client.finishRebuild([meta, generationA, generationB, lastKey, stream, books], args),
		);
		if (finished === 0) throw new ServiceError('conflict', `no rebuild with the cut ${cutMs} has begun`);
	}

	async addPoint(point: HistoryPoint): Promise<void> {
		const args = [String(point.atMs), String(point.atMs - HISTORY_MS), JSON.stringify(point)];
		await this.#connection.call('add point', (client) => client.addPoint([this.#keys.history], args));
	}

	async history(): Promise<readonly HistoryPoint[]> {
		const points = await this.#connection.call('history', (client) =>
			client.zRange(this.#keys.history, 0, -1),
		);
		return points.map((point) => JSON.parse(point) as HistoryPoint);
	}
}
