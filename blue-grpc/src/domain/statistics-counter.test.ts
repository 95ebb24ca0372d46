import { documentOf, type StoredVaccination } from '@canario/contracts/vaccination';
import { ServiceError } from '@canario/service-kit/service-error';
import type { Counted, LastOne } from '@canario/stores/live-statistics';
import { describe, expect, it, vi } from 'vitest';
import { vaccination } from '../testing.ts';
import { StatisticsCounter } from './statistics-counter.ts';

const insert = (count: number, storedAtMs = 5_000): StoredVaccination[] =>
	Array.from({ length: count }, (_, index) =>
		documentOf(vaccination(`${storedAtMs}-${index}`), 'blue', storedAtMs),
	);

/** Statistics that are down as long as `down` is set; they keep what they were told. */
function statistics() {
	const told = { down: false, counted: [] as Counted[], last: [] as (readonly LastOne[])[], suspected: 0 };
	const orDown = () => {
		if (told.down) throw new ServiceError('unavailable', 'the live store is not available');
	};
	return {
		told,
		port: {
			count: async (batches: readonly Counted[], last: readonly LastOne[]) => {
				orDown();
				told.counted.push(...batches);
				told.last.push(last);
			},
			suspect: async () => {
				orDown();
				told.suspected += 1;
			},
		},
	};
}

function counterOf(port: ReturnType<typeof statistics>['port'], maxDocuments = 1_000) {
	const onLost = vi.fn<(documents: number, error: unknown) => void>();
	const counter = new StatisticsCounter(
		{ statistics: () => port, onLost },
		{ maxDocuments, retries: 2, firstPauseMs: 1, suspectPauseMs: 1 },
	);
	return { counter, onLost };
}
const lanesIn = (counted: readonly Counted[]) =>
	counted.reduce((sum, { increments }) => sum + (increments.get('lane|blue') ?? 0), 0);

describe('counting stored vaccinations', () => {
	it('counts every insert under its own time, and shows the five stored last', async () => {
		const { told, port } = statistics();
		const { counter, onLost } = counterOf(port);
		for (const [count, storedAtMs] of [
			[3, 5_000],
			[8, 6_000],
			[0, 7_000],
		] as const) {
			counter.add(insert(count, storedAtMs));
		}
		await counter.close();
		expect(told.counted.map(({ storedAtMs }) => storedAtMs)).toEqual([5_000, 6_000]);
		expect(lanesIn(told.counted)).toBe(11);
		expect(told.last.map((last) => last.map(({ storedAtMs }) => storedAtMs))).toEqual([
			[6_000, 6_000, 6_000, 6_000, 6_000],
		]);
		expect(onLost).not.toHaveBeenCalled();
		expect(told.suspected).toBe(0);
	});

	it('shows the last ones behind many that viewers sent', async () => {
		const { told, port } = statistics();
		const { counter } = counterOf(port);
		const visitors = insert(20).map((document) => ({ ...document, source: 'visitor' as const }));
		counter.add([...insert(2), ...visitors]);
		await counter.close();
		expect(told.last.map((last) => last.length)).toEqual([2]);
		expect(lanesIn(told.counted)).toBe(22);
	});

	it('tells when an insert is counted, and never when it is lost', async () => {
		const { told, port } = statistics();
		const { counter } = counterOf(port, 10);
		const events: string[] = [];
		counter.add(insert(3), () => events.push(`first, of ${lanesIn(told.counted)}`));
		counter.add(insert(20), () => events.push('lost'));
		expect(events).toEqual([]);
		await vi.waitFor(() => expect(events).toEqual(['first, of 3']));
		told.down = true;
		counter.add(insert(4), () => events.push('down'));
		await counter.close();
		expect(events).toEqual(['first, of 3']);
	});

	it('tries again, and calls the statistics suspect, for the failed try may have counted', async () => {
		const { told, port } = statistics();
		const failing = vi.spyOn(port, 'count').mockRejectedValueOnce(new Error('connection lost'));
		const { counter, onLost } = counterOf(port);
		counter.add(insert(2));
		await vi.waitFor(() => expect(told.suspected).toBe(1));
		await vi.waitFor(() => expect(lanesIn(told.counted)).toBe(2));
		await counter.close();
		expect(failing).toHaveBeenCalledTimes(2);
		expect(onLost).not.toHaveBeenCalled();
	});

	it('gives up after its tries, says how many it lost, and calls them suspect when they are back', async () => {
		const { told, port } = statistics();
		told.down = true;
		const { counter, onLost } = counterOf(port);
		counter.add(insert(7));
		await vi.waitFor(() => expect(onLost).toHaveBeenCalledWith(7, expect.any(ServiceError)));
		expect(told.suspected).toBe(0);
		told.down = false;
		await vi.waitFor(() => expect(told.suspected).toBe(1));
		counter.add(insert(2));
		await counter.close();
		expect(lanesIn(told.counted)).toBe(2);
		expect(counter.waiting).toBe(0);
	});

	it('holds no more than its limit; what is on top is lost and makes the statistics suspect', async () => {
		const { told, port } = statistics();
		const { counter, onLost } = counterOf(port, 10);
		counter.add(insert(10));
		counter.add(insert(1));
		expect(counter.waiting).toBe(10);
		expect(onLost).toHaveBeenCalledWith(1, expect.any(Error));
		await counter.close();
		expect(lanesIn(told.counted)).toBe(10);
		expect(told.suspected).toBe(1);
	});

	it('counts what waits before it is closed, and does not try on when the live store is gone', async () => {
		const { told, port } = statistics();
		const { counter } = counterOf(port);
		counter.add(insert(4));
		await counter.close();
		expect(lanesIn(told.counted)).toBe(4);

		told.down = true;
		const { counter: stranded, onLost } = counterOf(port);
		const count = vi.spyOn(port, 'count');
		stranded.add(insert(3));
		await stranded.close();
		expect(count).toHaveBeenCalledTimes(1);
		expect(onLost).toHaveBeenCalledWith(3, expect.any(ServiceError));
	});
});
