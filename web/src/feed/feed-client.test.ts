import type { FeedRequests } from '@canario/contracts/feed';
import type { TraceEvent } from '@canario/contracts/trace';
import { expect, it, vi } from 'vitest';
import { clientInAWorld } from './testing/world.ts';

const patchOf = (all: number) => ({ doses: { all } });

it('shows figures as they change, and tells listeners of changes only', () => {
	const { client, socket, greet, doses } = clientInAWorld();
	const listener = vi.fn<() => void>();
	client.subscribeStats(listener);
	greet(4, 10);
	socket().say('delta', { seq: 5, patch: patchOf(11) });
	socket().say('heartbeat', { serverMs: 0, dataAgeMs: 0, seq: 5 });
	expect(doses()).toBe(11);
	expect(listener).toHaveBeenCalledTimes(2);
});

it('asks for a snapshot after a gap, once, and again only when none comes', () => {
	const { socket, greet, pass, doses } = clientInAWorld();
	greet(4, 10);
	for (const seq of [6, 7, 8]) socket().say('delta', { seq, patch: patchOf(seq) });
	expect(socket().sent).toEqual(['resync']);
	pass(2_500);
	expect(socket().sent).toEqual(['resync', 'resync']);
	socket().say('snapshot', { seq: 8, stats: { doses: { all: 80 } } as never });
	pass(5_000);
	expect([socket().sent.length, doses()]).toEqual([2, 80]);
});

it('comes back after a loss, each time later, and keeps the figures meanwhile', () => {
	const { client, sockets, socket, greet, pass, doses } = clientInAWorld();
	greet(4, 10);
	socket().drop();
	expect([client.connection().phase, doses()]).toEqual(['reconnecting', 10]);
	const waits = [];
	for (const _ of [1, 2, 3, 4, 5, 6]) {
		let waited = 0;
		const count = sockets.length;
		while (sockets.length === count) {
			pass(100);
			waited += 100;
		}
		waits.push(waited);
		socket().drop();
	}
	expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000]);
	pass(10_000);
	greet(1, 12);
	expect([client.connection().phase, doses()]).toEqual(['live', 12]);
});

it('has the next connection before it lets go of one that ends as planned', () => {
	const { client, sockets, socket, greet, pass } = clientInAWorld();
	greet(4, 10);
	const phases = new Set<string>();
	client.subscribeConnection(() => phases.add(client.connection().phase));
	socket().say('rotate', { reconnectInMs: 3_000 });
	pass(3_000);
	expect([sockets.length, socket(0).isClosed]).toEqual([2, false]);
	socket(0).say('delta', { seq: 5, patch: patchOf(11) });
	greet(5, 11);
	expect([socket(0).isClosed, socket(1).isClosed]).toEqual([true, false]);
	socket(1).say('delta', { seq: 6, patch: patchOf(12) });
	socket(0).say('delta', { seq: 6, patch: patchOf(99) });
	pass(500);
	expect(client.stats()?.doses.all).toBe(12);
	expect(phases.size === 0 || [...phases].join() === 'live').toBe(true);
});

it('shows no break when the server ends a planned one before the next is there', () => {
	const { client, sockets, socket, greet, pass } = clientInAWorld();
	greet(4, 10);
	socket().say('rotate', { reconnectInMs: 1_000 });
	socket().drop();
	pass(1_000);
	expect([client.connection().phase, sockets.length]).toEqual(['live', 2]);
	socket().drop();
	expect(client.connection().phase).toBe('reconnecting');
});

it('gets the single requests only while somebody looks', () => {
	const { client, socket, greet, pass } = clientInAWorld();
	const seen = vi.fn<(requests: FeedRequests) => void>();
	const stop = client.watchRequests(seen);
	greet();
	socket().say('requests', { perSecond: { blue: 1, green: 1 }, requests: [], durable: [], deadLettered: [] });
	expect(seen).toHaveBeenCalledOnce();
	client.setVisible(false);
	pass(200);
	client.setVisible(true);
	pass(200);
	const stopOther = client.watchRequests(() => {});
	stop();
	stop();
	pass(200);
	stopOther();
	pass(200);
	expect(socket().sent).toEqual(['watch true', 'watch false', 'watch true', 'watch false']);
});

it('says nothing of views that follow one another', () => {
	const { client, socket, greet, pass } = clientInAWorld();
	const stop = client.watchRequests(() => {});
	greet();
	stop();
	client.watchRequests(() => {});
	pass(1_000);
	expect(socket().sent).toEqual(['watch true']);
});

it('asks for the single requests again on a new connection', () => {
	const { client, socket, greet, pass } = clientInAWorld();
	client.watchRequests(() => {});
	greet();
	socket().drop();
	pass(600);
	greet();
	expect(socket().sent).toEqual(['watch true']);
});

it('takes a silent connection for dead', () => {
	const { client, sockets, socket, greet, pass } = clientInAWorld();
	greet();
	pass(6_000);
	expect(client.connection().phase).toBe('stale');
	pass(11_000);
	expect([client.connection().phase, sockets.length, socket(0).isClosed]).toEqual(['reconnecting', 2, true]);
});

it('takes a connection for dead that is silent before the first figures', () => {
	const { client, sockets, socket, pass } = clientInAWorld();
	socket().accept();
	pass(14_000);
	expect([client.connection().phase, sockets.length]).toEqual(['waiting', 1]);
	socket().say('heartbeat', { serverMs: 0, dataAgeMs: 14_000, seq: 0 });
	pass(14_000);
	expect([client.connection().phase, sockets.length]).toEqual(['waiting', 1]);
	pass(3_000);
	expect([client.connection().phase, sockets.length, socket(0).isClosed]).toEqual(['reconnecting', 2, true]);
});

it('knows when there is no network, and is back at once when there is', () => {
	const { client, sockets, socket, greet, pass } = clientInAWorld();
	greet();
	client.setOnline(false);
	pass(60_000);
	expect([client.connection().phase, sockets.length, socket(0).isClosed]).toEqual(['offline', 1, true]);
	client.setOnline(true);
	expect(sockets.length).toBe(2);
	greet();
	expect(client.connection().phase).toBe('live');
});

it('sends a vaccination to follow, or says that it cannot', async () => {
	const { client, socket, greet } = clientInAWorld();
	const input = { department: '01', vaccine: 'Moderna', dose: 1, age: 30 } as const;
	expect(await client.follow(input)).toEqual({ ok: false, reason: 'unavailable' });
	greet();
	const seen = vi.fn<(event: TraceEvent) => void>();
	client.onSighting(seen);
	expect(await client.follow(input)).toEqual({ ok: true, key: 'key00001' });
	socket().say('sighting', { key: 'key00001', hop: 'received', atMs: 5 });
	expect(seen).toHaveBeenCalledWith({ key: 'key00001', hop: 'received', atMs: 5 });
});
