import type { ServiceReport } from '@canario/contracts/service-report';
import type { TraceEvent } from '@canario/contracts/trace';
import { ServiceError } from '@canario/service-kit/service-error';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { build, storedNow, vaccinations } from '../contract/live-fixtures.ts';
import { sumsOf } from '../count-documents.ts';
import type { Live } from '../stores.ts';
import type { TraceListener } from '../traces.ts';
import { openRedisLive } from './open-redis-live.ts';
import { freePort, privateRedis, redisCli } from './test-redis.ts';

const missing = process.env.CANARIO_MISSING_REDIS !== undefined;

const program = process.env.CANARIO_REDIS_SERVER;

const report: ServiceReport = {
	...{ service: 'subscriber', instance: 'one', lane: 'green' },
	...{ atMs: 1, sinceMs: 1, durable: '', durableTotal: '', held: 0 },
};

const seen: TraceEvent = { key: 'trace-key', hop: 'received', atMs: 1 };

const soon = { timeout: 15_000, interval: 50 };

describe.skipIf(missing)('a Redis that fails', () => {
	let port: number;
	let url: string;
	let server: Awaited<ReturnType<typeof privateRedis>>;
	let live: Live;
	const cli = (...args: string[]) => redisCli(url, ...args);

	beforeEach(async () => {
		port = await freePort();
		url = `redis://127.0.0.1:${port}`;
		server = await privateRedis(port, program);
		live = await openRedisLive({ url, timeoutMs: 400 });
		await vi.waitFor(() => live.ping(), soon);
	});
	afterEach(async () => {
		await live.close();
		await server.stop();
	});

	it('takes a batch whole or not at all when it is out of memory, and goes on settling', async () => {
		const { stream, statistics } = live;
		await build(live);
		await stream.append(vaccinations(3));
		const deliveries = await stream.read('reader', 10);
		await cli('CONFIG', 'SET', 'maxmemory', '1');
		const refused = { code: 'unavailable', message: expect.stringContaining('out of memory') };
		await expect(stream.append(vaccinations(5, 'w'))).rejects.toMatchObject(refused);
		await expect(stream.broadcast(vaccinations(5, 'x'))).rejects.toMatchObject(refused);
		expect((await statistics.read()).green).toMatchObject({ taken: 3, pending: 3 });
		await stream.settle(...storedNow(deliveries, 5));
		await statistics.suspect();
		await statistics.publish(report);
		expect(await statistics.lease('rebuild', 'one', 1_000)).toBe(true);
		await statistics.release('rebuild', 'one');
		expect((await statistics.read()).green).toMatchObject({ taken: 3, pending: 0 });
		await cli('CONFIG', 'SET', 'maxmemory', '0');
		await stream.append(vaccinations(5, 'w'));
		expect((await statistics.read()).green).toMatchObject({ taken: 8, pending: 5 });
	});

	it('is connected to again after its connections were killed, and heard again', async () => {
		const onWake = vi.fn<() => void>();
		const onBroadcast = vi.fn<() => void>();
		const stop = await live.stream.subscribe({ onWake, onBroadcast });
		await cli('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
		await cli('CLIENT', 'KILL', 'TYPE', 'pubsub');
		onWake.mockClear();
		await vi.waitFor(() => live.ping(), soon);
		// It is woken when it is back, for it may have missed something.
		await vi.waitFor(() => expect(onWake).toHaveBeenCalled(), soon);
		onWake.mockClear();
		await live.stream.append(vaccinations(1));
		await vi.waitFor(() => expect(onWake).toHaveBeenCalled(), soon);
		await live.stream.broadcast(vaccinations(2));
		await vi.waitFor(() => expect(onBroadcast).toHaveBeenCalledOnce(), soon);
		await stop();
	});

	it('that was started anew is listened to again for traces', async () => {
		const heard = vi.fn<TraceListener>();
		const stop = await live.traces.subscribe(heard);
		await server.stop();
		await expect(live.traces.publish([seen])).rejects.toBeInstanceOf(ServiceError);
		server = await privateRedis(port, program);
		await vi.waitFor(async () => {
			await live.traces.publish([seen]);
			expect(heard).toHaveBeenCalledWith([seen]);
		}, soon);
		await redisCli(url, 'PUBLISH', 'canario:traces', 'not what a service says');
		heard.mockClear();
		await live.traces.publish([seen]);
		await vi.waitFor(() => expect(heard).toHaveBeenCalledWith([seen]), soon);
		await stop();
	});

	it('that was emptied says that nothing is built, and is built again', async () => {
		const { stream, statistics } = live;
		await build(live);
		await stream.append(vaccinations(4));
		const held = await stream.read('reader', 4);
		await cli('FLUSHALL');
		expect(await statistics.read()).toMatchObject({ built: false, green: { taken: 0, pending: 0 } });
		await stream.settle(...storedNow(held, 5));
		expect(await stream.reclaim('reader', 0, 10)).toEqual([]);
		expect(await stream.read('reader', 10)).toEqual([]);
		await stream.append(vaccinations(2, 'w'));
		const group = {
			lane: 'green',
			department: '16',
			vaccine_type: 'Moderna',
			age: 34,
			n_dose: 1,
			count: 4,
		} as const;
		await statistics.beginRebuild(100);
		await statistics.finishRebuild(100, sumsOf([group], new Map()), []);
		const { built, counters, green } = await statistics.read();
		expect({ built, stored: counters.get('lane|green'), green }).toMatchObject({
			built: true,
			stored: 4,
			green: { taken: 6, pending: 2 },
		});
		await stream.settle(...storedNow(await stream.read('reader', 10), 120));
		expect((await statistics.read()).counters.get('lane|green')).toBe(6);
	});

	it('that goes silent is given up in time, and found again', async () => {
		server.signal('SIGSTOP');
		const startedMs = performance.now();
		await expect(live.ping()).rejects.toMatchObject({ code: 'deadline_exceeded' });
		expect(performance.now() - startedMs).toBeLessThan(2_000);
		// The silent connection is dropped for a new one, and calls fail at once.
		await vi.waitFor(() => expect(live.ping()).rejects.toMatchObject({ code: 'unavailable' }), soon);
		server.signal('SIGCONT');
		await vi.waitFor(() => live.ping(), soon);
	}, 40_000);

	it('that is not there yet fails calls at once, and serves when it comes', async () => {
		await server.stop();
		const early = await openRedisLive({ url, timeoutMs: 200 });
		const message = expect.stringContaining('ECONNREFUSED');
		await vi.waitFor(
			() => expect(early.ping()).rejects.toMatchObject({ code: 'unavailable', message }),
			soon,
		);
		await expect(early.stream.subscribe({ onWake() {}, onBroadcast() {} })).rejects.toMatchObject({
			code: 'deadline_exceeded',
		});
		server = await privateRedis(port, program);
		await vi.waitFor(() => early.ping(), soon);
		await vi.waitFor(() => live.ping(), soon);
		await early.close();
	});

	it('that wants a password says so', async () => {
		await cli('CONFIG', 'SET', 'requirepass', 's3cret');
		const stranger = await openRedisLive({ url, timeoutMs: 200 });
		await expect(stranger.ping()).rejects.toMatchObject({ code: 'unavailable' });
		const known = await openRedisLive({ url: `redis://:s3cret@127.0.0.1:${port}`, timeoutMs: 400 });
		await known.ping();
		await Promise.all([stranger.close(), known.close()]);
	});
});
