import type { FeedDelta, FeedHeartbeat, FeedRotate, FeedSnapshot } from '@canario/contracts/feed';
import { applyMergePatch } from '@canario/contracts/merge-patch';
import { someState } from '@canario/stores/testing/some-state';
import { describe, expect, it, vi } from 'vitest';
import { aLive, aServer, doses } from '../testing/test-server.ts';
import { aRawViewer, aViewer } from '../testing/test-viewers.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 });
type Viewer = ReturnType<typeof aViewer>;
const snapshots = (viewer: Viewer) => viewer.of('snapshot').map(({ value }) => value as FeedSnapshot);
const deltas = (viewer: Viewer) => viewer.of('delta').map(({ value }) => value as FeedDelta);
const heartbeats = (viewer: Viewer) => viewer.of('heartbeat').map(({ value }) => value as FeedHeartbeat);

/** Whether each snapshot came with its age: right after a heartbeat. */
const dated = ({ heard }: Viewer) =>
	heard.every(({ event }, index) => event !== 'snapshot' || heard[index - 1]?.event === 'heartbeat');

/** The doses that a viewer sees who follows the protocol. */
function seen(viewer: Viewer): number | undefined {
	let state: FeedSnapshot | undefined;
	for (const { event, value } of viewer.heard) {
		if (event === 'snapshot') state = value as FeedSnapshot;
		const delta = event === 'delta' ? (value as FeedDelta) : undefined;
		if (state && delta?.seq === state.seq + 1) {
			state = { seq: delta.seq, stats: applyMergePatch(state.stats, delta.patch) };
		}
	}
	return state?.stats.doses.all;
}

describe('the feed', () => {
	it('begins with a snapshot, goes on with deltas one by one, and sends none when nothing changes', async () => {
		const world = await aLive();
		const viewer = aViewer(await aServer(world));
		await until(() => expect(seen(viewer)).toBe(0));
		for (const count of [1, 2, 3]) {
			world.state = doses(count);
			await until(() => expect(seen(viewer)).toBe(count));
		}
		const beats = heartbeats(viewer).length;
		await until(() => expect(heartbeats(viewer).length).toBeGreaterThan(beats + 1));
		// a minute that begins meanwhile is a change too
		const all = deltas(viewer);
		expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
		expect(all.filter(({ patch }) => 'doses' in patch)).toHaveLength(3);
		expect(snapshots(viewer)).toHaveLength(1);
		expect(heartbeats(viewer).at(-1)?.seq).toBeGreaterThanOrEqual(3);
		expect(heartbeats(viewer).at(-1)?.dataAgeMs).toBeLessThan(500);
	});

	it('gives all viewers the same deltas, and who comes later a snapshot that fits them', async () => {
		const world = await aLive();
		const server = await aServer(world);
		const first = aViewer(server);
		await until(() => expect(seen(first)).toBe(0));
		world.state = doses(1);
		await until(() => expect(seen(first)).toBe(1));
		const second = aViewer(server);
		await until(() => expect(seen(second)).toBe(1));
		world.state = doses(2);
		await until(() => expect([seen(first), seen(second)]).toEqual([2, 2]));
		expect(deltas(second)[0]?.seq).toBe((snapshots(second)[0]?.seq ?? 0) + 1);
	});

	it('answers a resync with a snapshot, at most once a second', async () => {
		const world = await aLive();
		const viewer = aViewer(await aServer(world));
		await until(() => expect(snapshots(viewer)).toHaveLength(1));
		for (let time = 0; time < 5; time += 1) viewer.socket.emit('resync');
		await until(() => expect(snapshots(viewer)).toHaveLength(2));
		const beats = heartbeats(viewer).length;
		await until(() => expect(heartbeats(viewer).length).toBeGreaterThan(beats));
		expect(snapshots(viewer)).toHaveLength(2);
		expect(dated(viewer)).toBe(true);
	});

	it('keeps the last figures and tells their age while the live store is away', async () => {
		const world = await aLive();
		world.state = doses(7);
		const server = await aServer(world);
		const viewer = aViewer(server);
		await until(() => expect(seen(viewer)).toBe(7));
		world.state = undefined;
		await until(() => expect(heartbeats(viewer).at(-1)?.dataAgeMs).toBeGreaterThan(900));
		expect((await fetch(`${server.url}/api/stats`)).status).toBe(503);
		const late = aViewer(server);
		await until(() => expect(seen(late)).toBe(7));
		expect(dated(late)).toBe(true);
		expect(heartbeats(late)[0]?.dataAgeMs).toBeGreaterThan(900);
		world.state = doses(8);
		await until(() => expect([seen(viewer), seen(late)]).toEqual([8, 8]));
		await until(() => expect(heartbeats(viewer).at(-1)?.dataAgeMs).toBeLessThan(500));
		expect(await server.metric('canario_snapshot_failures_total')).toBeGreaterThan(0);
	});

	it('sends heartbeats until there is a first reading, then the snapshot', async () => {
		const world = await aLive();
		world.state = undefined;
		const viewer = aViewer(await aServer(world));
		await until(() => expect(heartbeats(viewer).length).toBeGreaterThan(1));
		expect(snapshots(viewer)).toEqual([]);
		world.state = doses(1);
		await until(() => expect(seen(viewer)).toBe(1));
	});

	it('does not show the zeros of a live store that lost its memory', async () => {
		const world = await aLive();
		world.state = doses(7);
		const viewer = aViewer(await aServer(world));
		await until(() => expect(seen(viewer)).toBe(7));
		world.state = someState({ built: false });
		await until(() => expect(heartbeats(viewer).at(-1)?.dataAgeMs).toBeGreaterThan(900));
		expect(seen(viewer)).toBe(7);
		world.state = doses(9);
		await until(() => expect(seen(viewer)).toBe(9));
	});

	it('tells viewers to come again when it stops; they go on with a new server from its snapshot', async () => {
		const world = await aLive();
		const server = await aServer(world, { FEED_SPREAD_MS: '400' });
		const viewers = Array.from({ length: 10 }, () => aViewer(server));
		await until(() => expect(viewers.map(seen)).toEqual(viewers.map(() => 0)));
		world.state = doses(5);
		await until(() => expect(viewers.map(seen)).toEqual(viewers.map(() => 5)));
		expect(await server.stop()).toBe(true);
		const told = viewers.map(
			(viewer) => (viewer.of('rotate')[0]?.value as FeedRotate | undefined)?.reconnectInMs,
		);
		expect(new Set(told).size).toBeGreaterThan(5);
		expect(told.every((ms) => ms !== undefined && ms >= 0 && ms <= 400)).toBe(true);
		world.state = doses(6);
		await aServer(world, {}, server.port);
		await until(() => expect(viewers.map(seen)).toEqual(viewers.map(() => 6)));
		expect(viewers.map((viewer) => snapshots(viewer).at(-1)?.seq)).toEqual(viewers.map(() => 0));
	});

	it('tells each viewer in time to come again, and ends the connection of one who stays', async () => {
		const world = await aLive();
		const server = await aServer(world, { FEED_ROTATE_MS: '1000', FEED_SPREAD_MS: '0' });
		const viewer = aViewer(server);
		const reasons: string[] = [];
		viewer.socket.on('disconnect', (reason) => reasons.push(reason));
		await until(() => expect(viewer.of('rotate').map(({ value }) => value)).toEqual([{ reconnectInMs: 0 }]));
		expect(reasons).toEqual([]);
		// after this reason clients connect again by themselves
		await until(() => expect(reasons).toEqual(['transport close']));
		await until(() => expect(snapshots(viewer)).toHaveLength(2));
		expect(await server.metric('canario_feed_rotated_total')).toBe(1);
	});
});

describe('a viewer who does not read', () => {
	const big = (round: number) =>
		someState({
			last: [
				{
					...{ initials: `${round}`.padEnd(200_000, '.'), ageGroup: 'adults', department: '07' },
					...{ vaccine: 'Moderna', dose: 1, lane: 'blue', storedAtMs: round },
				},
			],
		});

	async function aSlowOne(env: NodeJS.ProcessEnv) {
		const world = await aLive();
		const server = await aServer(world, env);
		const quick = aViewer(server);
		const slow = await aRawViewer(server);
		await until(() => expect(slow.text()).toContain('0{"sid"'));
		slow.send('40');
		await until(() => expect(slow.text()).toContain('["snapshot"'));
		slow.tcp.pause();
		let round = 0;
		const flood = setInterval(() => {
			round += 1;
			world.state = big(round);
		}, 20);
		return { server, quick, slow, stopFlood: () => clearInterval(flood), world };
	}

	it('is skipped, misses nothing but the way, and holds up nobody', async () => {
		const { server, quick, slow, stopFlood, world } = await aSlowOne({});
		await until(async () => expect(await server.metric('canario_feed_skipped_total')).toBeGreaterThan(5));
		stopFlood();
		world.state = doses(3);
		await until(() => expect(seen(quick)).toBe(3));
		expect(snapshots(quick)).toHaveLength(1);
		slow.forget();
		slow.tcp.resume();
		const dated = /\["heartbeat",\{[^}]*\}\][^[]{1,12}\["snapshot",\{"seq":\d+,"stats".*"all":3/;
		await until(() => expect(slow.text()).toMatch(dated));
		slow.forget();
		world.state = doses(4);
		await until(() => expect(slow.text()).toMatch(/\["delta",.*"all":4/));
		expect(await server.metric('canario_feed_cut_total')).toBe(0);
	});

	it('is cut when it stays behind', async () => {
		const { server, quick, slow, stopFlood } = await aSlowOne({ FEED_CUT_MS: '300' });
		await until(async () => expect(await server.metric('canario_feed_cut_total')).toBe(1));
		stopFlood();
		slow.tcp.resume();
		await until(() => expect(slow.ended()).toBe(true));
		await until(async () => expect(await server.metric('canario_feed_viewers')).toBe(1));
		expect(quick.socket.connected).toBe(true);
	});
});
