import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Batcher } from './batcher.ts';

type Limits = Omit<ConstructorParameters<typeof Batcher<number, string>>[0], 'name' | 'run'>;

/** A batcher whose batches end when the test says so. */
function controlled(limits: Limits) {
	const batches: { items: readonly number[]; end: () => void; fail: (error: Error) => void }[] = [];
	const batcher = new Batcher<number, string>({
		name: 'test',
		...limits,
		run: (items) =>
			new Promise((resolve, reject) => {
				batches.push({ items, end: () => resolve(items.map((item) => `r${item}`)), fail: reject });
			}),
	});
	return { batcher, batches };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('Batcher', () => {
	it('sends what arrives in one turn together and answers each with its own result', async () => {
		const { batcher, batches } = controlled({ maxItems: 10, maxBatches: 1, maxPending: 10 });
		const results = Promise.all([1, 2, 3].map((item) => batcher.add(item)));
		await turn();
		expect(batches.map(({ items }) => items)).toEqual([[1, 2, 3]]);
		batches[0]?.end();
		expect(await results).toEqual(['r1', 'r2', 'r3']);
	});

	it('gathers the next batch while one is under way', async () => {
		const { batcher, batches } = controlled({ maxItems: 2, maxBatches: 1, maxPending: 10 });
		const first = batcher.add(1);
		await turn();
		const rest = Promise.all([2, 3, 4].map((item) => batcher.add(item)));
		await turn();
		expect(batches).toHaveLength(1);
		batches[0]?.end();
		await first;
		await turn();
		expect(batches[1]?.items).toEqual([2, 3]);
		batches[1]?.end();
		await turn();
		await turn();
		batches[2]?.end();
		expect(await rest).toEqual(['r2', 'r3', 'r4']);
	});

	it('refuses at once what is over the limit, and takes more when there is room again', async () => {
		const { batcher, batches } = controlled({ maxItems: 10, maxBatches: 1, maxPending: 2 });
		const taken = [batcher.add(1), batcher.add(2)];
		await expect(batcher.add(3)).rejects.toMatchObject({ code: 'overloaded' });
		await turn();
		batches[0]?.end();
		await Promise.all(taken);
		const more = batcher.add(4);
		await turn();
		batches[1]?.end();
		expect(await more).toBe('r4');
	});

	it('takes several items all or none', async () => {
		const { batcher, batches } = controlled({ maxItems: 10, maxBatches: 1, maxPending: 3 });
		const first = batcher.addAll([1, 2]);
		await expect(batcher.addAll([3, 4])).rejects.toMatchObject({ code: 'overloaded' });
		await turn();
		batches[0]?.end();
		expect(await first).toEqual(['r1', 'r2']);
		await turn();
		expect(batches.map(({ items }) => items)).toEqual([[1, 2]]);
	});

	it('fails the items of a failed batch only', async () => {
		const { batcher, batches } = controlled({ maxItems: 1, maxBatches: 2, maxPending: 10 });
		const [bad, good] = [batcher.add(1), batcher.add(2)];
		await turn();
		batches[0]?.fail(new Error('lane is down'));
		batches[1]?.end();
		await expect(bad).rejects.toThrow('lane is down');
		expect(await good).toBe('r2');
	});

	it('fails a batch whose results do not match its items', async () => {
		const batcher = new Batcher<number, number>({
			name: 'test',
			maxItems: 2,
			maxBatches: 1,
			maxPending: 2,
			run: async () => [],
		});
		await expect(batcher.add(1)).rejects.toMatchObject({ code: 'internal' });
	});

	it('is drained when the last item is answered', async () => {
		const { batcher, batches } = controlled({ maxItems: 1, maxBatches: 1, maxPending: 10 });
		const added = batcher.add(1);
		let drained = false;
		const waiting = batcher.drained().then(() => {
			drained = true;
		});
		await turn();
		expect(drained).toBe(false);
		batches[0]?.end();
		await added;
		await waiting;
		expect(batcher.pending).toBe(0);
	});

	describe('that is impatient', () => {
		beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
		afterEach(() => void vi.useRealTimers());
		const impatience = { afterMs: 15, maxBatches: 3, maxPending: 5 };
		const limits = { maxItems: 10, maxBatches: 1, maxPending: 100, impatience };

		it('sends a further batch when the last one left a while ago, up to its bound', async () => {
			const { batcher, batches } = controlled(limits);
			for (let item = 1; item <= 5; item++) {
				void batcher.add(item);
				await turn();
				vi.advanceTimersByTime(14);
				expect(batches).toHaveLength(Math.min(3, item));
				vi.advanceTimersByTime(2);
			}
			expect(batches.map(({ items }) => items)).toEqual([[1], [2], [3]]);
			vi.advanceTimersByTime(1_000);
			for (const { end } of batches.splice(0)) end();
			await turn();
			await turn();
			expect(batches.map(({ items }) => items)).toEqual([[4, 5]]);
		});

		it('waits as any other while many are pending', async () => {
			const { batcher, batches } = controlled(limits);
			for (let item = 1; item <= 6; item++) {
				void batcher.add(item);
				await turn();
			}
			vi.advanceTimersByTime(1_000);
			expect(batches.map(({ items }) => items)).toEqual([[1]]);
		});
	});
});
