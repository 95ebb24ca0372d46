import { ServiceError } from '@canario/service-kit/service-error';
import type { Delivery } from '@canario/stores/green-stream';
import { describe, expect, it } from 'vitest';
import { storeSteadily } from './steady-store.ts';
import type { Settlement } from './store-deliveries.ts';

const deliveries: readonly Delivery[] = ['a', 'b', 'c'].map((entryId) => ({
	entryId,
	payload: entryId,
	deliveries: 1,
}));
const stored = (all: readonly Delivery[]): Settlement => ({
	settled: all.map(({ entryId }) => ({ entryId, result: 'stored' })),
	batches: [],
	last: [],
	acceptedAtMs: [],
	traced: [],
});
const away = new ServiceError('unavailable', 'away');
const ports = (store: (all: readonly Delivery[]) => Promise<Settlement>, ping: () => Promise<void>) => ({
	store,
	ping,
	signal: new AbortController().signal,
	onRetry: () => {},
});
const results = (settlements: readonly Settlement[]) =>
	settlements.flatMap(({ settled }) => settled.map(({ entryId, result }) => [entryId, typeof result]));

describe('storing steadily', () => {
	it('tries on through an outage, however many tries it takes', async () => {
		let tries = 0;
		const store = async (all: readonly Delivery[]) => {
			tries += 1;
			if (tries < 6) throw away;
			return stored(all);
		};
		const settlements = await storeSteadily(
			deliveries,
			ports(store, () => Promise.reject(away)),
		);
		expect(tries).toBe(6);
		expect(results(settlements)).toEqual([
			['a', 'string'],
			['b', 'string'],
			['c', 'string'],
		]);
	});

	it('puts nothing aside while a store that answers pings has trouble', async () => {
		let tries = 0;
		const store = async (all: readonly Delivery[]) => {
			tries += 1;
			if (tries < 6) throw new ServiceError('unavailable', 'the disk is full');
			return stored(all);
		};
		const settlements = await storeSteadily(
			deliveries,
			ports(store, async () => {}),
		);
		expect(results(settlements)).toEqual([
			['a', 'string'],
			['b', 'string'],
			['c', 'string'],
		]);
	});

	it('puts aside only what a healthy store refuses, and stores the rest', async () => {
		const store = async (all: readonly Delivery[]) => {
			if (all.some(({ entryId }) => entryId === 'b')) throw new ServiceError('internal', 'refused');
			return stored(all);
		};
		const settlements = await storeSteadily(
			deliveries,
			ports(store, async () => {}),
		);
		expect(results(settlements)).toEqual([
			['a', 'string'],
			['b', 'object'],
			['c', 'string'],
		]);
	});

	it('ends without settling when the subscriber stops', async () => {
		const stopping = new AbortController();
		const storing = storeSteadily(deliveries, {
			...ports(
				() => Promise.reject(away),
				() => Promise.reject(away),
			),
			signal: stopping.signal,
			onRetry: () => stopping.abort(),
		});
		await expect(storing).rejects.toThrow(/abort/i);
	});
});
