import type { StatsSnapshot } from '@canario/contracts/stats-snapshot';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readStats } from '../src/client.ts';
import { type FeedViewer, joinFeed } from '../src/feed-viewer.ts';
import { readCounter } from '../src/read-counter.ts';
import { startSlowLine } from '../src/slow-line.ts';
import { MISSING_STORES } from '../src/stores.ts';
import { useWorld } from '../src/world.ts';

const CUT_MS = 5_000;

/** Smaller and quicker than in production, so that viewers fall behind and are cut within seconds. */
const SMALL = { FEED_TICK_MS: '20', FEED_BUFFER_BYTES: '16384', FEED_CUT_MS: `${CUT_MS}` };

const SKIPPED = 'canario_feed_skipped_total';
const CUT = 'canario_feed_cut_total';
const BUFFERED = 'canario_feed_buffered_bytes';

/** What may wait for one viewer: the limit, and what was written last before it was reached. */
const MOST_BUFFERED = 16_384 + 65_536;

/** So many come back, and as many are cut; the fault matrix asks for 100 of each, CI has no time for that. */
const SLOW = Number(process.env.CANARIO_SLOW_VIEWERS ?? 10);
const QUICK = 10;
const CROWD = 1_000;

/** What a viewer goes by but for the instant and what checks and samples change all by themselves. */
const figures = ({ doses, departments, vaccines, doseNumbers, minutes, ledger, lanes }: StatsSnapshot) => ({
	...{ doses, departments, vaccines, doseNumbers, minutes, stored: ledger.stored, accepted: ledger.accepted },
	tally: { blue: lanes.blue.tally, green: lanes.green.tally },
});

describe.skipIf(MISSING_STORES)(`viewers of the feed ${MISSING_STORES ?? ''}`, () => {
	const world = useWorld(() => ({ env: { 'realtime-ws': SMALL } }));
	const feedUrl = () => world().platform.url('realtime-ws');
	const counter = (name: string) => readCounter(feedUrl(), name);

	/** Resolves when every one of them has seen a snapshot. */
	const join = async (count: number, options: Parameters<typeof joinFeed>[1] = {}, url = feedUrl()) => {
		const viewers = await Promise.all(Array.from({ length: count }, () => joinFeed(url, options)));
		onTestFinished(() => {
			for (const viewer of viewers) viewer.leave();
		});
		await expect
			.poll(() => viewers.filter(({ seen }) => seen.snapshots === 0), { timeout: 20_000 })
			.toEqual([]);
		return viewers;
	};

	/** All that was sent is stored, and each of them comes to see just what a viewer without a socket is told. */
	const expectTrueNumbers = async (viewers: readonly FeedViewer[]) => {
		await world().keepsPromises();
		for (const { seen } of viewers) {
			const compare = async () => {
				const told = await readStats(feedUrl());
				expect(seen.stats && figures(seen.stats)).toEqual(figures(told));
			};
			await vi.waitFor(compare, { timeout: 10_000, interval: 100 });
			expect({ gaps: seen.gaps, negative: [...seen.negative] }).toEqual({ gaps: [], negative: [] });
		}
	};

	it('come to the same numbers by snapshot and deltas as those who ask for the statistics', async () => {
		const running = world().load();
		const viewers = await join(3);
		await running.acknowledges(300);
		await running.stop();
		await expectTrueNumbers(viewers);
		for (const { seen } of viewers) {
			expect(seen).toMatchObject({ snapshots: 1, deltas: expect.toSatisfy((n: number) => n > 10) });
		}
	});

	it('row 26: slow ones are skipped to the latest or cut; the others notice nothing, and memory stays bounded', async () => {
		const running = world().load({ ratePerSecond: 100 });
		const quick = await join(QUICK);
		const [soonBack, late] = [await startSlowLine(feedUrl()), await startSlowLine(feedUrl())];
		onTestFinished(() => soonBack.close());
		onTestFinished(() => late.close());
		const skippers = await join(SLOW, {}, soonBack.url);
		const stuck = await join(SLOW, {}, late.url);
		for (const viewer of [...quick, ...skippers, ...stuck]) viewer.emit('watch', true);
		await running.acknowledges(200);
		const [skipped, cut] = [await counter(SKIPPED), await counter(CUT)];
		await Promise.all([soonBack.halt(), late.halt()]);
		// all are behind by then, for each is left out up to fifty times a second
		await expect.poll(() => counter(SKIPPED), { timeout: 60_000 }).toBeGreaterThan(skipped + 100 * SLOW);
		expect(await counter(BUFFERED)).toBeLessThan(2 * SLOW * MOST_BUFFERED);
		await soonBack.flow();
		for (const { seen } of skippers) {
			await expect.poll(() => seen.snapshots, { timeout: 10_000 }).toBeGreaterThan(1);
		}
		await expect.poll(() => counter(CUT), { timeout: 60_000 }).toBe(cut + SLOW);
		await late.flow();
		await Promise.all(stuck.map(({ gone }) => gone));
		expect(await running.stop()).toMatchObject({ missed: 0, unsent: 0 });
		for (const { here, seen } of quick) {
			expect(here).toBe(true);
			expect(seen).toMatchObject({ snapshots: 1, gaps: [] });
			// nobody waits for the slow ones, who take all of that to be cut
			expect(seen.longestSilenceMs).toBeLessThan(CUT_MS);
		}
		await expectTrueNumbers([...skippers, ...quick]);
	});

	it('row 27: a thousand who come back at once are all back, and the senders notice nothing', async () => {
		const running = world().load({ ratePerSecond: 100 });
		const before = await join(CROWD, { countOnly: true });
		await running.acknowledges(100);
		for (const viewer of before) viewer.leave();
		const startedMs = performance.now();
		const after = await join(CROWD, { countOnly: true });
		expect(performance.now() - startedMs).toBeLessThan(30_000);
		await running.acknowledges(100);
		await expect.poll(() => after.filter(({ here, seen }) => !here || seen.deltas === 0)).toEqual([]);
		const { missed, unsent, maxMs } = await running.stop();
		expect({ missed, unsent }).toEqual({ missed: 0, unsent: 0 });
		expect(maxMs).toBeLessThan(3_000);
		await world().keepsPromises();
	});

	it('row 28: kill -9 of the feed under load: who comes again sees a snapshot and true numbers, none of them negative', async () => {
		const { platform, load } = world();
		const running = load();
		const viewers = await join(3);
		await running.acknowledges(200);
		const was = viewers.map(({ seen }) => seen.stats?.doses.all ?? 0);
		await platform.kill('realtime-ws');
		await Promise.all(viewers.map(({ gone }) => gone));
		await running.acknowledges(100);
		await platform.start('realtime-ws');
		const again = await join(3);
		for (const { seen } of again) expect(seen.stats?.doses.all).toBeGreaterThanOrEqual(Math.max(...was));
		await running.acknowledges(200);
		expect(await running.stop()).toMatchObject({ missed: 0, unsent: 0 });
		await expectTrueNumbers(again);
		for (const { seen } of again) expect(seen.snapshots).toBe(1);
	});

	it('row 28: kill -9 of Redis: viewers stay, hear how old the data is, and then see true numbers', async () => {
		const { stores, load } = world();
		const running = load({ retry: true });
		const viewers = await join(3);
		await running.acknowledges(100);
		await stores.redis.kill('SIGKILL');
		for (const { seen } of viewers) {
			await expect.poll(() => seen.heartbeat?.dataAgeMs, { timeout: 10_000 }).toBeGreaterThan(1_500);
		}
		await stores.redis.restart();
		for (const { seen } of viewers) {
			await expect.poll(() => seen.heartbeat?.dataAgeMs, { timeout: 15_000 }).toBeLessThan(1_000);
		}
		await running.acknowledges(100);
		expect(await running.stop()).toMatchObject({ missed: 0 });
		await expectTrueNumbers(viewers);
		for (const { here } of viewers) expect(here).toBe(true);
	});
});
