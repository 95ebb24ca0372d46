import { setTimeout as sleep } from 'node:timers/promises';
import type { SplitHistoryPage, SplitState } from '@canario/contracts/split-change';
import { describe, expect, it } from 'vitest';
import { ANA, adminAt } from '../src/client.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const ENTRIES = ['dummy-splitter', 'dummy-splitter-2'] as const;
const BLUE = { blue: 1, green: 0 };
const GREEN = { blue: 0, green: 1 };
const FLIPS = 20;

describe.skipIf(MISSING_STORES)(`a split that two entries share ${MISSING_STORES ?? ''}`, () => {
	const world = useWorld(() => ({ more: ['dummy-splitter-2'] }));
	const at = (entry: 0 | 1) => adminAt(world().platform.adminUrl(ENTRIES[entry]));
	const read = async (entry: 0 | 1) => (await at(entry)('GET', '/split')) as SplitState;
	const set = async (entry: 0 | 1, change: object) =>
		(await at(entry)('PUT', '/split', { reason: 'a test', ...change })) as SplitState;
	const last = async (limit: number) =>
		((await at(0)('GET', `/split/history?limit=${limit}`)) as SplitHistoryPage).changes;
	/** Resolves when both entries know this state. */
	const bothKnow = async (state: object) => {
		for (const entry of [0, 1] as const) {
			await expect.poll(() => read(entry), { timeout: 5_000 }).toMatchObject(state);
		}
	};

	it('is changed at one and followed by the other, with everything that tells what happened', async () => {
		const { post, platform, keepsPromises } = world();
		const before = await read(0);
		const state = await set(0, { weights: GREEN, reason: 'all to green', by: 'ana' });
		await bothKnow(state);
		for (const name of ENTRIES) {
			expect((await post(`followed-by-${name}`, ANA, platform.url(name))).body.lane).toBe('green');
		}
		expect(await last(1)).toEqual([
			{
				version: before.version + 1,
				atMs: expect.any(Number),
				by: 'ana',
				reason: 'all to green',
				kind: 'set',
				from: before.weights,
				to: GREEN,
			},
		]);
		await keepsPromises();
	});

	it('is not changed by who means a version that is past, at either entry, and says what happened', async () => {
		const { version } = await read(0);
		const settled = await Promise.allSettled([
			set(0, { weights: BLUE, ifVersion: version, reason: 'mine' }),
			set(1, { weights: GREEN, ifVersion: version, reason: 'mine' }),
		]);
		expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: {
				code: 'stale_version',
				message: expect.stringMatching(
					new RegExp(`version ${version + 1} by now.*version ${version + 1}: .*by local at .*mine`),
				),
			},
		});
		expect((await last(1))[0]?.version).toBe(version + 1);
	});

	it('goes back by itself once, although both see that the time has passed', async () => {
		await set(0, { weights: BLUE });
		const { version } = await set(1, { weights: GREEN, revertAfterMs: 1_000 });
		await bothKnow({ version: version + 1, kind: 'revert', weights: BLUE });
		// each looks again at least once
		await set(0, { weights: BLUE });
		await bothKnow({ version: version + 2 });
		expect((await last(3)).map(({ kind }) => kind)).toEqual(['set', 'revert', 'set']);
	});

	it('is what an entry goes on with that was killed', async () => {
		const { platform } = world();
		const state = await set(0, { weights: { blue: 7, green: 3 }, reason: 'kept' });
		await platform.kill('dummy-splitter-2');
		await platform.start('dummy-splitter-2');
		expect(await read(1)).toEqual(state);
	});

	it('row 23: weights that flip every 200 ms under load fail no request, and then are what is seen', async () => {
		const { post, load, keepsPromises } = world();
		const running = load({ ratePerSecond: 200 });
		const { version } = await read(0);
		for (let flip = 0; flip < FLIPS; flip++) {
			await set(flip % 2 ? 1 : 0, { weights: flip % 2 ? BLUE : GREEN });
			await sleep(200);
		}
		const { version: last } = await set(0, { weights: { blue: 3, green: 1 } });
		expect(last).toBe(version + FLIPS + 1);
		await running.acknowledges(50);
		const { statuses, ...sums } = await running.stop();
		expect(sums).toMatchObject({ missed: 0, unsent: 0, retries: 0 });
		expect(Object.keys(statuses).toSorted()).toEqual(['201', '202']);
		const lanes = await Promise.all(
			Array.from({ length: 40 }, async (_, i) => (await post(`after-the-flips-${i}`, ANA)).body.lane),
		);
		expect(lanes.filter((lane) => lane === 'green')).toHaveLength(10);
		await keepsPromises();
	});

	it('stays as it is while the record store is away: 503, and green goes on; then it can be changed', async () => {
		const { stores, post, keepsPromises } = world();
		const state = await set(0, { weights: GREEN });
		await stores.mongo.kill('SIGKILL');
		for (const change of [{ weights: BLUE }, { weights: BLUE, ifVersion: state.version }]) {
			await expect(set(0, change)).rejects.toMatchObject({ code: 'unavailable' });
		}
		await expect(at(0)('POST', '/split/undo', { reason: 'a test' })).rejects.toMatchObject({
			code: 'unavailable',
		});
		expect(await read(0)).toEqual(state);
		expect((await post('while-it-is-away', ANA)).status).toBe(202);
		await stores.mongo.restart();
		await expect
			.poll(() => set(0, { weights: BLUE, ifVersion: state.version }), { timeout: 20_000 })
			.toMatchObject({ version: state.version + 1 });
		await bothKnow({ version: state.version + 1, weights: BLUE });
		await keepsPromises();
	});
});
