import { beforeEach, describe, expect, it } from 'vitest';
import { Leadership } from './leadership.ts';

const FOR_MS = 15_000;
let nowMs: number;
let asked: number[];
/** What the keeper says: its word, or nothing for so long. */
let answer: { has?: boolean; afterMs?: number; away?: boolean };
let leadership: Leadership;

beforeEach(() => {
	nowMs = 100_000;
	asked = [];
	answer = { has: true };
	const lease = {
		async take() {
			asked.push(nowMs);
			nowMs += answer.afterMs ?? 0;
			if (answer.away) throw new Error('away');
			return answer.has === true;
		},
		async release() {
			asked.push(-1);
		},
	};
	leadership = new Leadership(lease, { forMs: FOR_MS, steadyMs: () => nowMs });
});

describe('leadership', () => {
	it('is asked for anew after a part of its time, also by those who stand by', async () => {
		for (const has of [true, false]) {
			answer = { has };
			asked = [];
			nowMs += FOR_MS;
			for (let second = 0; second < 9; second++, nowMs += 1_000) {
				expect(await leadership.take()).toBe(has);
			}
			expect(asked).toHaveLength(5);
		}
	});

	it('ends by itself before another may take the lease, counted from when it was asked for', async () => {
		answer = { has: true, afterMs: 4_000 };
		await leadership.take();
		expect(leadership.leads).toBe(true);
		nowMs += 5_999;
		expect(() => leadership.assert()).not.toThrow();
		nowMs += 1;
		expect(leadership.leads).toBe(false);
		expect(() => leadership.assert()).toThrow(/writes nothing/);
	});

	it('is not had by an answer that came too late', async () => {
		answer = { has: true, afterMs: FOR_MS };
		expect(await leadership.take()).toBe(false);
	});

	it('outlasts a keeper that is away for less than that, and asks again at once', async () => {
		await leadership.take();
		answer = { away: true };
		nowMs += 3_000;
		expect(await leadership.take()).toBe(true);
		nowMs += 1;
		expect(await leadership.take()).toBe(true);
		expect(asked).toHaveLength(3);
		nowMs += 7_000;
		await expect(leadership.take()).rejects.toThrow('away');
		expect(leadership.leads).toBe(false);
	});

	it('is given back once, by who had it', async () => {
		answer = { has: false };
		await leadership.take();
		await leadership.giveUp();
		expect(asked).not.toContain(-1);
		answer = { has: true };
		nowMs += 2_000;
		await leadership.take();
		await leadership.giveUp();
		expect([leadership.leads, asked.at(-1)]).toEqual([false, -1]);
	});
});
