import type { Delivery } from '@canario/stores/green-stream';
import { describe, expect, it } from 'vitest';
import { apartWhenDoubtful, judge } from './judge.ts';

const delivery = (entryId: string, deliveries: number): Delivery => ({ entryId, payload: '{}', deliveries });
const idsOf = (deliveries: readonly Delivery[]) =>
	apartWhenDoubtful(deliveries, 5).map((group) => group.deliveries.map(({ entryId }) => entryId));

describe('deliveries that were handed out too often', () => {
	it('are tried each by itself and first, the others together', () => {
		const deliveries = [delivery('a', 1), delivery('b', 6), delivery('c', 5), delivery('d', 9)];
		expect(idsOf(deliveries)).toEqual([['b'], ['d'], ['a', 'c']]);
		expect(idsOf([])).toEqual([]);
	});

	it('take nobody with them, however many of them end the process', () => {
		let pending = Array.from({ length: 20 }, (_, id) => delivery(`${id}`, 0));
		const killers = new Set(['3', '11', '12']);
		const stored: string[] = [];
		const dead: string[] = [];
		/** One life of a process: until a delivery ends it, or all are settled. */
		const live = (groups: ReturnType<typeof apartWhenDoubtful>) => {
			for (const { deliveries, giveUpAfter } of groups) {
				const judged = deliveries.map((one) => judge(one, 1, giveUpAfter));
				const givenUp = judged.flatMap((one) =>
					'reason' in one && one.reason.startsWith('given up') ? [one] : [],
				);
				const tried = deliveries.filter((one) => !givenUp.some((hopeless) => hopeless.delivery === one));
				if (tried.some(({ entryId }) => killers.has(entryId))) return;
				dead.push(...givenUp.map((one) => one.delivery.entryId));
				stored.push(...tried.map(({ entryId }) => entryId));
			}
		};
		for (let lives = 0; lives < 30 && pending.length > 0; lives++) {
			pending = pending.map((one) => delivery(one.entryId, one.deliveries + 1));
			live(apartWhenDoubtful(pending, 5));
			pending = pending.filter(({ entryId }) => !stored.includes(entryId) && !dead.includes(entryId));
		}
		expect(dead).toEqual([...killers]);
		expect(stored).toHaveLength(17);
	});
});
