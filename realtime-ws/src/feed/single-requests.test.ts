import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FeedRequests, FollowAnswer, FollowInput } from '@canario/contracts/feed';
import type { TraceEvent } from '@canario/contracts/trace';
import { traceKeyOf } from '@canario/service-kit/trace-key';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { aLive, aServer, type TestLive } from '../testing/test-server.ts';
import { aViewer } from '../testing/test-viewers.ts';

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 });
const INPUT: FollowInput = { department: '07', vaccine: 'Moderna', dose: 2, age: 34 };

const answered = (key: string): TraceEvent => ({
	...{ key, hop: 'acknowledged', atMs: 10, lane: 'green', outcome: 'accepted', department: '07', tookMs: 4 },
});
const stored = (key: string): TraceEvent => ({ key, hop: 'stored', atMs: 30, lane: 'green', tookMs: 21 });

/** Publishes until somebody has heard: the service may not listen yet. */
async function publish(
	{ live }: TestLive,
	events: (round: number) => readonly TraceEvent[],
	heard: () => boolean,
) {
	for (let round = 0; !heard(); round += 1) {
		await live.traces.publish(events(round));
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** An entry that answers as it is told, and shows what it was sent. */
async function anEntry(
	onRequest: (key: string) => Promise<{ status: number; headers?: Record<string, string> }>,
) {
	const seen: { readonly headers: IncomingHttpHeaders; readonly body: unknown; readonly path: string }[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { headers, url = '' } = request;
			seen.push({ headers, path: url, body: JSON.parse(Buffer.concat(chunks).toString()) });
			void onRequest(traceKeyOf(String(headers['x-canario-visitor']))).then(({ status, headers: given }) =>
				response.writeHead(status, given).end('{}'),
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const follow = (viewer: ReturnType<typeof aViewer>, input: FollowInput = INPUT) =>
	new Promise<FollowAnswer>((resolve) => viewer.socket.emit('follow', input, resolve));

describe('single requests', () => {
	it('come to those who watch, with what became of them later, and to nobody else', async () => {
		const world = await aLive();
		const server = await aServer(world);
		const [watcher, other] = [aViewer(server), aViewer(server)];
		watcher.socket.emit('watch', true);
		const shown = () => watcher.of('requests').map(({ value }) => value as FeedRequests);
		await publish(
			world,
			(round) => [answered(`key-${round}`)],
			() => shown().length > 0,
		);
		const key = shown()[0]?.requests[0]?.key ?? '';
		expect(shown()[0]).toMatchObject({ perSecond: { blue: 0, green: 0 }, durable: [], deadLettered: [] });
		await world.live.traces.publish([stored(key)]);
		await until(() => expect(shown().flatMap(({ durable }) => durable)).toEqual([{ key, durableMs: 21 }]));
		watcher.socket.emit('watch', false);
		await new Promise<void>((resolve) => watcher.socket.emit('follow', INPUT, () => resolve()));
		const before = shown().length;
		await world.live.traces.publish([answered('key-after')]);
		await until(() => expect(watcher.of('heartbeat').length).toBeGreaterThan(2));
		expect([shown().length, other.of('requests').length]).toEqual([before, 0]);
	});
});

describe('following a vaccination', () => {
	it('sends a made-up one as a visitor and shows its sightings to that viewer only', async () => {
		const world = await aLive();
		const entry = await anEntry(async (key) => {
			const hops = ['received', 'routed', 'taken'] as const;
			await world.live.traces.publish(hops.map((hop, atMs) => ({ key, hop, atMs, visitor: true })));
			return { status: 202 };
		});
		const server = await aServer(world, { ENTRY_URL: entry.url });
		const [mine, other] = [aViewer(server), aViewer(server)];
		await until(() => expect([mine, other].map((one) => one.of('snapshot').length)).toEqual([1, 1]));
		const answer = await follow(mine);
		expect(answer).toMatchObject({ ok: true, key: expect.stringMatching(/^[\w-]{16}$/) });
		const key = answer.ok ? answer.key : '';
		expect(entry.seen[0]).toMatchObject({
			path: '/vaccinations',
			headers: {
				'x-canario-visitor': expect.not.stringContaining(key),
				'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
			},
			body: { name: 'Visitante', location: 'Sololá', age: 34, vaccine_type: 'Moderna', n_dose: 2 },
		});
		await world.live.traces.publish([answered(key), stored(key)]);
		const hops = () => mine.of('sighting').map(({ value }) => (value as TraceEvent).hop);
		await until(() => expect(hops()).toEqual(['received', 'routed', 'taken', 'acknowledged', 'stored']));
		expect(other.of('sighting')).toEqual([]);
		expect(await server.metric('canario_feed_follows_total{outcome="sent"')).toBe(1);
	});

	it('shows a failure of the lane, and is unavailable when the entry itself refuses or is not there', async () => {
		const answers = [
			{ status: 503, headers: { 'x-canario-lane': 'green' } },
			{ status: 503, headers: { 'retry-after': '2' } },
		];
		const entry = await anEntry(async () => answers.shift() ?? { status: 500 });
		const server = await aServer(await aLive(), { ENTRY_URL: entry.url });
		const viewer = aViewer(server);
		expect(await follow(viewer)).toMatchObject({ ok: true });
		expect(await follow(viewer)).toEqual({ ok: false, reason: 'unavailable', retryAfterMs: 2_000 });
		expect(await follow(aViewer(await aServer(await aLive())))).toEqual({ ok: false, reason: 'unavailable' });
		const deaf = await aServer(await aLive(), { ENTRY_URL: 'http://127.0.0.1:1' });
		expect(await follow(aViewer(deaf))).toEqual({ ok: false, reason: 'unavailable' });
	});

	it('does not wait longer for the entry than it says', async () => {
		const entry = await anEntry(() => new Promise(() => {}));
		const server = await aServer(await aLive(), { ENTRY_URL: entry.url, FOLLOW_DEADLINE_MS: '100' });
		expect(await follow(aViewer(server))).toEqual({ ok: false, reason: 'unavailable' });
	});

	it('is limited for an address, and takes no free text', async () => {
		const entry = await anEntry(async () => ({ status: 201 }));
		const server = await aServer(await aLive(), { ENTRY_URL: entry.url, FOLLOW_PER_MINUTE: '1' });
		const viewer = aViewer(server);
		const told = { ...INPUT, name: 'Zacualpa' } as FollowInput;
		expect(await follow(viewer, told)).toEqual({ ok: false, reason: 'invalid_input' });
		expect(await follow(viewer)).toMatchObject({ ok: true });
		expect(await follow(viewer)).toMatchObject({ ok: false, reason: 'too_many' });
		expect(entry.seen).toHaveLength(1);
		expect(await server.metric('canario_feed_follows_total{outcome="too_many"')).toBe(1);
	});
});
