import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Delivery, Settled } from '../green-stream.ts';
import type { Live } from '../stores.ts';
import {
	build,
	type OpenedLive,
	parse,
	storedAs,
	storedNow,
	vaccinationOf,
	vaccinations,
} from './live-fixtures.ts';

/** How settling ends deliveries, and that green's books close at every step. */
export function describeBooks(open: () => Promise<OpenedLive>): void {
	describe('books', () => {
		let opened: OpenedLive;
		let stream: Live['stream'];
		let statistics: Live['statistics'];
		beforeEach(async () => {
			opened = await open();
			({ stream, statistics } = opened.live);
			await build(opened.live);
		});
		afterEach(() => opened.close());

		/** The books, and beside them what green has stored; fails when they do not close. */
		const closedBooks = async () => {
			const { green, counters } = await statistics.read();
			const stored = counters.get('lane|green') ?? 0;
			expect(stored + green.repeats + green.deadLettered + green.pending).toBe(green.taken);
			return { ...green, stored };
		};

		const buried = ({ entryId, payload }: Delivery, dead: string, conflict = false): Settled => ({
			entryId,
			result: { dead, payload, conflict },
		});

		const appended = async (count: number) => {
			await stream.append(vaccinations(count));
			return stream.read('reader', count);
		};

		it('closes at every step of a way', async () => {
			expect(await closedBooks()).toMatchObject({ taken: 0, pending: 0 });
			await stream.append(vaccinations(6));
			expect(await closedBooks()).toMatchObject({ taken: 6, pending: 6 });
			const [a, b, c, d, e, f] = (await stream.read('reader', 6)) as [...Delivery[]] as [
				Delivery,
				Delivery,
				Delivery,
				Delivery,
				Delivery,
				Delivery,
			];
			expect(await closedBooks()).toMatchObject({ taken: 6, pending: 6 });
			await stream.settle(...storedNow([a, b], 5));
			expect(await closedBooks()).toMatchObject({ stored: 2, pending: 4 });
			await stream.settle([{ entryId: c.entryId, result: 'repeat' }], [], []);
			expect(await closedBooks()).toMatchObject({ repeats: 1, pending: 3 });
			await stream.settle([buried(d, 'broken'), buried(e, 'taken id', true)], [], []);
			expect(await closedBooks()).toMatchObject({ deadLettered: 2, conflicts: 1, pending: 1 });
			await stream.settle(...storedNow([f], 6));
			expect(await closedBooks()).toMatchObject({ stored: 3, pending: 0 });
		});

		it('counts deliveries of every kind that end in one call', async () => {
			const [a, b, c] = (await appended(3)) as [Delivery, Delivery, Delivery];
			const [settled, batches, last] = storedNow([a], 5);
			await stream.settle(
				[...settled, { entryId: b.entryId, result: 'repeat' }, buried(c, 'no')],
				batches,
				last,
			);
			expect(await closedBooks()).toMatchObject({ stored: 1, repeats: 1, deadLettered: 1, pending: 0 });
			expect((await statistics.read()).last).toHaveLength(1);
		});

		it('counts once what one consumer settles twice', async () => {
			const deliveries = await appended(3);
			await stream.settle(...storedNow(deliveries, 5));
			await stream.settle(...storedNow(deliveries, 5));
			expect(await closedBooks()).toMatchObject({ stored: 3, pending: 0 });
			expect((await statistics.read()).suspect).toBe(false);
		});

		it('counts once what two consumers settle, the late one too late', async () => {
			await appended(3);
			await opened.elapse(5);
			const taken = await stream.reclaim('heir', 1, 3);
			await stream.settle(...storedNow(taken, 5));
			const late = taken.map((delivery): Settled => ({ entryId: delivery.entryId, result: 'repeat' }));
			await stream.settle(late, [], []);
			await stream.settle(
				taken.map((delivery) => buried(delivery, 'too late')),
				[],
				[],
			);
			expect(await closedBooks()).toMatchObject({ stored: 3, repeats: 0, deadLettered: 0 });
			expect(await stream.deadLetters(10)).toEqual([]);
			expect((await statistics.read()).suspect).toBe(false);
		});

		it('says that counts are in doubt when only a part of what was stored was still to be settled', async () => {
			const deliveries = await appended(3);
			await stream.settle(...storedNow(deliveries.slice(0, 1), 5));
			await stream.settle(...storedNow(deliveries, 6));
			const { counters, suspect, green } = await statistics.read();
			expect({ suspect, stored: counters.get('lane|green') }).toEqual({ suspect: true, stored: 1 });
			expect(green.pending).toBe(0);
		});

		it('books repeats and dead letters exactly in a call of which a part was settled before', async () => {
			const [a, b, c, d] = (await appended(4)) as [Delivery, Delivery, Delivery, Delivery];
			await stream.settle([{ entryId: a.entryId, result: 'repeat' }, buried(c, 'first')], [], []);
			const [settled, batches, last] = storedNow([d], 5);
			const repeats = [a, b].map(({ entryId }): Settled => ({ entryId, result: 'repeat' }));
			await stream.settle([...settled, ...repeats, buried(c, 'again')], batches, last);
			expect(await closedBooks()).toMatchObject({ stored: 1, repeats: 2, deadLettered: 1, pending: 0 });
			expect((await statistics.read()).suspect).toBe(false);
		});

		it('keeps dead letters with their reasons, newest first, and knows their ids', async () => {
			const [a, b] = (await appended(2)) as [Delivery, Delivery];
			const before = Date.now() - 1_000;
			await stream.settle([buried(a, 'delivered too often')], [], []);
			await stream.settle([buried(b, 'an id that is stored with other content', true)], [], []);
			const letters = await stream.deadLetters(10);
			expect(letters.map(({ reason }) => reason)).toEqual([
				'an id that is stored with other content',
				'delivered too often',
			]);
			expect(letters.map(({ payload }) => JSON.parse(payload).id)).toEqual(['v-1', 'v-0']);
			for (const { atMs } of letters) expect(atMs).toBeGreaterThan(before);
			expect(await stream.deadLetters(1)).toHaveLength(1);
			expect(await stream.deadIds(['v-0', 'v-1', 'v-2'])).toEqual(new Set(['v-0', 'v-1']));
			expect(await stream.deadIds([])).toEqual(new Set());
		});

		it('puts payloads aside that nobody can read', async () => {
			const deliveries = await appended(4);
			const payloads = ['', '{"id":', 'null', '{"id":7,"name":"\\u0000"}'];
			const settled = deliveries.map((delivery, index) =>
				buried({ ...delivery, payload: payloads[index] ?? '' }, 'unreadable'),
			);
			await stream.settle(settled, [], []);
			expect((await stream.deadLetters(10)).map(({ payload }) => payload)).toEqual(payloads.toReversed());
			expect(await closedBooks()).toMatchObject({ deadLettered: 4 });
		});

		it.each([0, 10_001, 1.5, Number.NaN])('refuses to give %s dead letters', async (limit) => {
			await expect(stream.deadLetters(limit)).rejects.toMatchObject({ code: 'invalid_input' });
		});

		it('refuses more than a thousand ids', async () => {
			const ids = vaccinations(1_001).map(({ id }) => id);
			await expect(stream.deadIds(ids)).rejects.toMatchObject({ code: 'invalid_input' });
			expect(await stream.deadIds(ids.slice(1))).toEqual(new Set());
		});

		it('shows what a broadcast loses when nobody listens: taken, and nowhere else', async () => {
			await stream.broadcast(vaccinations(3));
			const { green, counters } = await statistics.read();
			expect(green).toMatchObject({ taken: 3, repeats: 0, deadLettered: 0, pending: 0 });
			expect(counters.get('lane|green')).toBeUndefined();
		});

		it('closes the books over broadcasts that were heard', async () => {
			const sent = vaccinations(3);
			await stream.broadcast(sent);
			const [a, b, c] = sent.map((vaccination, index) => ({
				entryId: String(index),
				payload: JSON.stringify(vaccination),
				deliveries: 1,
			})) as [Delivery, Delivery, Delivery];
			const [settled, batches, last] = storedNow([a], 5);
			await stream.settleBroadcast(
				[...settled, { entryId: b.entryId, result: 'repeat' }, buried(c, 'no', true)],
				batches,
				last,
			);
			expect(await closedBooks()).toMatchObject({
				taken: 3,
				stored: 1,
				repeats: 1,
				conflicts: 1,
				pending: 0,
			});
			expect(await stream.deadIds([parse(c).id])).toEqual(new Set([parse(c).id]));
		});

		it('counts nothing for a document whose repeat was settled', async () => {
			await stream.append([vaccinationOf('same'), vaccinationOf('same', { accepted_at: 2_000 })]);
			const [first, second] = (await stream.read('reader', 2)) as [Delivery, Delivery];
			await stream.settle(...storedNow([first], 5));
			await stream.settle([{ entryId: second.entryId, result: 'repeat' }], [], []);
			expect(await closedBooks()).toMatchObject({ stored: 1, repeats: 1 });
			expect((await statistics.read()).last[0]?.storedAtMs).toBe(storedAs(parse(first), 5).stored_at);
		});
	});
}
