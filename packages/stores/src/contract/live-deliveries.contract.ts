import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Live } from '../stores.ts';
import { idsOf, type OpenedLive, parse, storedNow, vaccinationOf, vaccinations } from './live-fixtures.ts';

/** How GreenStream hands entries and messages to those who ask and listen. */
export function describeDeliveries(open: () => Promise<OpenedLive>): void {
	describe('deliveries', () => {
		let opened: OpenedLive;
		let stream: Live['stream'];
		beforeEach(async () => {
			opened = await open();
			stream = opened.live.stream;
		});
		afterEach(() => opened.close());

		const settle = async (deliveries: Awaited<ReturnType<typeof stream.read>>) =>
			stream.settle(...storedNow(deliveries, 5));

		it('hands out what was appended, in order and as it was', async () => {
			const appended = [vaccinationOf('a', { name: 'José "Pepe" Ñáñez\u00a0🙂' }), vaccinationOf('b')];
			await stream.append(appended);
			await stream.append([vaccinationOf('c')]);
			const deliveries = await stream.read('reader', 10);
			expect(deliveries.map(parse)).toEqual([...appended, vaccinationOf('c')]);
			expect(deliveries.map(({ deliveries: times }) => times)).toEqual([1, 1, 1]);
		});

		it('gives nothing when there is nothing', async () => {
			expect(await stream.read('reader', 10)).toEqual([]);
			expect(await stream.reclaim('reader', 0, 10)).toEqual([]);
			await stream.append([]);
			expect(await stream.read('reader', 10)).toEqual([]);
		});

		it('shares entries among consumers, each to one of them', async () => {
			await stream.append(vaccinations(25));
			const shares = await Promise.all(
				['a', 'b', 'c', 'a', 'b', 'c'].map((consumer) => stream.read(consumer, 5)),
			);
			expect(idsOf(shares.flat()).sort()).toEqual(idsOfAll(25));
			expect(shares.every(({ length }) => length <= 5)).toBe(true);
		});

		it('takes and hands out ten thousand in one batch', async () => {
			await stream.append(vaccinations(10_000));
			const deliveries = await stream.read('reader', 20_000);
			expect(deliveries).toHaveLength(10_000);
			await settle(deliveries);
			expect((await opened.live.statistics.read()).green.pending).toBe(0);
		});

		it('hands an entry that is held for long to another consumer, and counts the times', async () => {
			await stream.append(vaccinations(3));
			await stream.read('dead', 3);
			expect(await stream.reclaim('heir', 60_000, 10)).toEqual([]);
			await opened.elapse(30);
			const first = await stream.reclaim('heir', 20, 2);
			expect(first.map(({ deliveries: times }) => times)).toEqual([2, 2]);
			const second = await stream.reclaim('heir', 20, 10);
			expect(idsOf([...first, ...second])).toEqual(idsOfAll(3));
			await opened.elapse(30);
			const again = await stream.reclaim('third', 20, 10);
			expect(again.map(({ deliveries: times }) => times)).toEqual([3, 3, 3]);
			expect(again.map(parse)).toEqual(vaccinations(3));
		});

		it('lets a consumer reclaim what it has forgotten itself', async () => {
			await stream.append(vaccinations(2));
			await stream.read('forgetful', 2);
			await opened.elapse(5);
			expect(idsOf(await stream.reclaim('forgetful', 1, 10))).toEqual(idsOfAll(2));
		});

		it('hands out nothing again that is settled', async () => {
			await stream.append(vaccinations(4));
			const [first, ...others] = await stream.read('reader', 4);
			await settle(first ? [first] : []);
			await opened.elapse(5);
			expect(idsOf(await stream.reclaim('reader', 0, 10))).toEqual(idsOf(others));
			expect(await stream.read('reader', 10)).toEqual([]);
		});

		it('wakes whoever listens after an append, until it stops', async () => {
			const onWake = vi.fn<() => void>();
			const stop = await stream.subscribe({ onWake, onBroadcast: () => {} });
			onWake.mockClear();
			await stream.append(vaccinations(1));
			await vi.waitFor(() => expect(onWake).toHaveBeenCalled());
			await stop();
			onWake.mockClear();
			const other = vi.fn<() => void>();
			const stopOther = await stream.subscribe({ onWake: other, onBroadcast: () => {} });
			other.mockClear();
			await stream.append(vaccinations(1, 'w'));
			await vi.waitFor(() => expect(other).toHaveBeenCalled());
			expect(onWake).not.toHaveBeenCalled();
			await stopOther();
		});

		it('gives a broadcast to everybody who listens, and keeps nothing', async () => {
			const heard = Array.from({ length: 2 }, () => vi.fn<(payloads: readonly string[]) => void>());
			const stops = await Promise.all(
				heard.map((onBroadcast) => stream.subscribe({ onWake: () => {}, onBroadcast })),
			);
			const sent = vaccinations(2);
			await stream.broadcast(sent);
			for (const onBroadcast of heard) {
				await vi.waitFor(() => expect(onBroadcast).toHaveBeenCalledOnce());
				const [payloads = []] = onBroadcast.mock.calls[0] ?? [];
				expect(payloads.map((payload) => JSON.parse(payload))).toEqual(sent);
			}
			expect(await stream.read('reader', 10)).toEqual([]);
			await Promise.all(stops.map((stop) => stop()));
		});
	});
}

const idsOfAll = (count: number) =>
	vaccinations(count)
		.map(({ id }) => id)
		.sort();
