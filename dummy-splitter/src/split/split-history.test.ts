import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EVEN, GREEN, MOST, someEntries } from './some-entries.ts';

let entries: Awaited<ReturnType<typeof someEntries>>;
let world: typeof entries.world;
beforeEach(async () => {
	entries = await someEntries();
	world = entries.world;
});
afterEach(() => entries.close());

const ana = { by: 'ana', reason: 'try' };
const kinds = async (entry = entries.entry()) => (await entry.last(50)).map(({ kind }) => kind);

describe('the history of a split', () => {
	it('begins with the configured weights of one of the entries that find it empty', async () => {
		const [one, other] = [entries.entry(EVEN), entries.entry(GREEN)];
		await Promise.all([one.follow(), other.follow()]);
		expect(one.read()).toEqual(other.read());
		expect(await one.last(5)).toEqual([
			expect.objectContaining({ version: 1, kind: 'start', by: 'canario', atMs: 1_000 }),
		]);
	});

	it('has who, when, from, to, why and version of every change', async () => {
		const entry = entries.entry();
		world.nowMs = 5_000;
		const state = await entry.set({ ...ana, weights: MOST });
		expect(state).toEqual({
			weights: MOST,
			version: 2,
			changedAtMs: 5_000,
			reason: 'try',
			by: 'ana',
			kind: 'set',
			undoTo: EVEN,
		});
		expect(entry.split.read()).toEqual(state);
		expect((await entry.last(1))[0]).toEqual({
			version: 2,
			atMs: 5_000,
			by: 'ana',
			reason: 'try',
			kind: 'set',
			from: EVEN,
			to: MOST,
		});
	});

	it('is followed by the other entries, change after change', async () => {
		const [one, other] = [entries.entry(), entries.entry()];
		await other.follow();
		const seen: number[] = [];
		other.split.watch(({ weights }) => seen.push(weights.green));
		for (let green = 1; green <= 120; green++) await one.set({ ...ana, weights: { blue: 1, green } });
		await other.follow();
		expect(other.read()).toEqual(one.read());
		expect(seen).toEqual([120]);
		await one.follow();
		expect((await one.last(3, 100)).map(({ version }) => version)).toEqual([99, 98, 97]);
	});

	it('is what a restarted entry goes on with, whatever is configured, and a log line says so', async () => {
		const first = entries.entry();
		await first.set({ ...ana, weights: MOST });
		const restarted = entries.entry(GREEN);
		await restarted.follow();
		expect(restarted.read()).toEqual(first.read());
		expect(world.logged.at(-1)).toEqual([
			{ weights: MOST, version: 2, configured: GREEN },
			'the last good split goes on, not the configured weights',
		]);
		expect(await kinds()).toEqual(['set', 'start']);
	});

	it('refuses a change for another version, tells what changed meanwhile, and changes nothing', async () => {
		const [one, other] = [entries.entry(), entries.entry()];
		await one.set({ ...ana, weights: MOST });
		await other.set({ by: 'eva', reason: '', weights: GREEN });
		const late = one.set({ ...ana, weights: { blue: 1, green: 0 }, ifVersion: 1 });
		await expect(late).rejects.toMatchObject({
			code: 'stale_version',
			message: 'the split has version 3 by now, not 1',
			errors: [
				{
					path: 'version 2',
					message:
						'blue=50 green=50 → blue=90 green=10 (set) by ana at 1970-01-01T00:00:01.000Z, because: try',
				},
				{
					path: 'version 3',
					message: 'blue=90 green=10 → blue=0 green=100 (set) by eva at 1970-01-01T00:00:01.000Z',
				},
			],
		});
		await expect(one.set({ ...ana, weights: MOST, ifVersion: 9 })).rejects.toMatchObject({ errors: [] });
		expect(one.read()).toMatchObject({ version: 3, weights: GREEN });
		expect(await kinds()).toHaveLength(3);
	});

	it('gives a version to one of two operators who mean the same one at once', async () => {
		const [one, other] = [entries.entry(), entries.entry()];
		await one.follow();
		const settled = await Promise.allSettled([
			one.set({ ...ana, weights: MOST, ifVersion: 1 }),
			other.set({ ...ana, weights: GREEN, ifVersion: 1 }),
		]);
		expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { code: 'stale_version', errors: [{ path: 'version 2' }] },
		});
	});

	it('takes changes that mean no version one after the other, when many come at once', async () => {
		const both = [entries.entry(), entries.entry()];
		const states = await Promise.all(
			both.flatMap((entry) => [entry.set({ ...ana, weights: MOST }), entry.set({ ...ana, weights: GREEN })]),
		);
		expect(states.map(({ version }) => version).sort((a, b) => a - b)).toEqual([2, 3, 4, 5]);
		const changes = (await both[0]?.last(4))?.toReversed() ?? [];
		for (const [n, { from }] of changes.entries()) expect(from).toEqual(changes[n - 1]?.to ?? EVEN);
	});

	it('undoes the last change, and an undo', async () => {
		const entry = entries.entry();
		await expect(entry.undo(ana)).rejects.toMatchObject({ code: 'conflict' });
		await entry.set({ ...ana, weights: MOST });
		await expect(entry.undo({ ...ana, ifVersion: 1 })).rejects.toMatchObject({ code: 'stale_version' });
		expect(await entry.undo({ by: 'eva', reason: 'no' })).toMatchObject({
			weights: EVEN,
			version: 3,
			kind: 'undo',
			by: 'eva',
			undoTo: MOST,
		});
		expect(await entry.undo(ana)).toMatchObject({ weights: MOST, version: 4 });
	});

	it('changes nothing while the record store is away, and goes on when it is back', async () => {
		const entry = entries.entry();
		await entry.set({ ...ana, weights: MOST });
		const before = entry.read();
		world.away = true;
		for (const act of [
			() => entry.set({ ...ana, weights: GREEN }),
			() => entry.undo(ana),
			() => entry.confirm(2, 'ana'),
			() => entry.follow(),
		]) {
			await expect(act()).rejects.toMatchObject({ code: 'unavailable' });
		}
		expect(entry.read()).toBe(before);
		world.away = false;
		expect(await entry.set({ ...ana, weights: GREEN, ifVersion: 2 })).toMatchObject({ version: 3 });
	});

	it('keeps the weights that it has when a change is written in a way that it does not know', async () => {
		const entry = entries.entry();
		await entry.set({ ...ana, weights: MOST });
		const { version: _, atMs: __, ...change } = (await entry.last(1))[0] ?? {};
		await entries.journal.append('split', 3, { ...change, to: { blue: 0, green: 0 } } as never, 9);
		await expect(entry.follow()).rejects.toMatchObject({
			code: 'unavailable',
			message: expect.stringContaining('version 3'),
		});
		expect(entry.read()).toMatchObject({ version: 2, weights: MOST });
	});
});

describe('weights that go back by themselves', () => {
	const trial = { ...ana, weights: MOST, revertAfterMs: 60_000 };

	it('do so when the time has passed, by one of all the entries that see it', async () => {
		const all = [entries.entry(), entries.entry(), entries.entry()];
		expect(await all[0]?.set(trial)).toMatchObject({ revertAtMs: 61_000, revertTo: EVEN });
		world.nowMs = 60_999;
		for (const entry of all) await entry.follow();
		expect(all.map((entry) => entry.read().version)).toEqual([2, 2, 2]);
		world.nowMs = 61_000;
		await Promise.all(all.map((entry) => entry.follow()));
		for (const entry of all) {
			await entry.follow();
			expect(entry.read()).toMatchObject({ version: 3, weights: EVEN, kind: 'revert', by: 'canario' });
			expect(entry.read()).not.toHaveProperty('revertAtMs');
		}
		expect(await all[0]?.last(1)).toMatchObject([
			{
				from: MOST,
				to: EVEN,
				reason: 'nobody confirmed version 2 by 1970-01-01T00:01:01.000Z',
			},
		]);
		expect(await kinds()).toEqual(['revert', 'set', 'start']);
	});

	it('stay when they are confirmed, also for an entry that begins after that; an undo still leads back', async () => {
		const entry = entries.entry();
		await entry.set(trial);
		world.nowMs = 30_000;
		const confirmed = await entry.confirm(2, 'eva');
		expect(confirmed).toMatchObject({ version: 3, weights: MOST, changedAtMs: 1_000, by: 'ana' });
		expect(confirmed).not.toHaveProperty('revertAtMs');
		world.nowMs = 99_000;
		const restarted = entries.entry(GREEN);
		await Promise.all([entry.follow(), restarted.follow()]);
		expect(restarted.read()).toEqual(confirmed);
		expect(await kinds()).toEqual(['confirm', 'set', 'start']);
		expect((await entry.last(1))[0]).toMatchObject({ confirms: 2, by: 'eva', from: MOST, to: MOST });
		await expect(entry.confirm(3, 'eva')).rejects.toMatchObject({ code: 'conflict' });
		await expect(entry.confirm(2, 'eva')).rejects.toMatchObject({ code: 'stale_version' });
		expect(await restarted.undo(ana)).toMatchObject({ version: 4, weights: EVEN });
	});

	it('stay when others are set meanwhile, which go back by themselves to those before both, if at all', async () => {
		const entry = entries.entry();
		await entry.set(trial);
		expect(await entry.set({ ...trial, weights: GREEN })).toMatchObject({ undoTo: MOST, revertTo: EVEN });
		await entry.set({ ...ana, weights: { blue: 1, green: 3 } });
		world.nowMs = 99_000;
		await entry.follow();
		expect(entry.read()).toMatchObject({ version: 4, weights: { blue: 1, green: 3 } });
	});

	it('go back before a change that comes too late, which is refused if it meant them', async () => {
		const entry = entries.entry();
		await entry.set(trial);
		world.nowMs = 99_000;
		await expect(entry.confirm(2, 'ana')).rejects.toMatchObject({
			code: 'stale_version',
			errors: [{ path: 'version 3', message: expect.stringContaining('(revert) by canario') }],
		});
	});

	it('go back late when the record store was away at the time', async () => {
		const entry = entries.entry();
		await entry.set(trial);
		world.nowMs = 99_000;
		world.away = true;
		await expect(entry.follow()).rejects.toMatchObject({ code: 'unavailable' });
		expect(entry.read().weights).toEqual(MOST);
		world.away = false;
		await entry.follow();
		expect(entry.read().weights).toEqual(EVEN);
	});
});
