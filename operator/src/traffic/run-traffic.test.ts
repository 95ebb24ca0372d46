import { afterEach, describe, expect, it } from 'vitest';
import { runTraffic } from './run-traffic.ts';
import {
	likeTheEntry,
	reply,
	type Script,
	type ScriptedServer,
	startScriptedServer,
} from './testing/scripted-server.ts';
import type { TrafficOptions } from './traffic-options.ts';

const source = Array.from({ length: 50 }, (_none, age) => ({ name: `n${age}`, age }));

let server: ScriptedServer | undefined;
afterEach(() => server?.close());

async function run(script: Script, over: Partial<TrafficOptions> = {}) {
	server = await startScriptedServer(script);
	const model = { kind: 'open', ratePerSecond: 200 } as const;
	return runTraffic({ target: server.url, source, model, durationMs: 200, seed: 1, ...over });
}

describe('the open model', () => {
	it('sends rate times duration and counts by status, lane and outcome', async () => {
		const summary = await run(likeTheEntry);
		expect(summary).toMatchObject({
			ok: true,
			requests: 40,
			sent: 40,
			acknowledged: 40,
			missed: 0,
			unsent: 0,
			inFlight: 0,
			statuses: { 201: 20, 202: 20 },
			outcomes: { stored: 20, accepted: 20 },
			lanes: {
				blue: { acknowledged: 20, missed: 0, latency: { count: 20 } },
				green: { acknowledged: 20, missed: 0, latency: { count: 20 } },
			},
			latency: { count: 40 },
			reasons: [],
		});
	});

	it('sends the same records in the same order for the same seed', async () => {
		// one user, so that they also arrive in the order in which they were sent
		const oneUser = { seed: 4, model: { kind: 'closed', users: 1 } } as const;
		const arrived = async () => {
			await run(likeTheEntry, oneUser);
			await server?.close();
			return server?.seen.slice(0, 10).map(({ body }) => body);
		};
		expect(await arrived()).toEqual(await arrived());
	});

	it('keeps to the schedule while answers are slow, and measures from the intended start', async () => {
		// nothing is answered until all forty have come: a generator that waits would never send them
		const waiting: (() => void)[] = [];
		const summary = await run((seen, index, response, request) => {
			waiting.push(() => likeTheEntry(seen, index, response, request));
			if (waiting.length === 40) for (const answer of waiting) answer();
		});
		expect(summary).toMatchObject({ ok: true, acknowledged: 40 });
		// the first one waited for the fortieth, which was due 195 ms after it
		expect(summary.latency.maxMs).toBeGreaterThanOrEqual(190);
	});

	it('counts time that a stalled generator lost as latency of the requests it delayed', async () => {
		let stalled = false;
		const summary = await run((seen, index, response, request) => {
			if (!stalled) {
				stalled = true;
				// blocks the generator, which shares this process, so that later requests begin late
				const until = performance.now() + 160;
				while (performance.now() < until);
			}
			likeTheEntry(seen, index, response, request);
		});
		expect(summary.acknowledged).toBe(40);
		// about 32 of 40 were due during the stall; from their real start they would all be fast
		expect(summary.latency.p50Ms).toBeGreaterThan(20);
	});

	it('does not send what is due while too many answers are awaited, and fails for it', async () => {
		const model = { kind: 'open', ratePerSecond: 200, maxInFlight: 5 } as const;
		// answered long after the last was due
		const summary = await run((...call) => void setTimeout(() => likeTheEntry(...call), 1_000), { model });
		expect(summary).toMatchObject({ ok: false, requests: 5, acknowledged: 5, missed: 0, unsent: 35 });
		expect(server?.seen).toHaveLength(5);
	});
});

describe('the closed model', () => {
	it('keeps each user waiting for the answer before the next request', async () => {
		let open = 0;
		let most = 0;
		const summary = await run(
			(...call) => {
				most = Math.max(most, ++open);
				setTimeout(() => {
					open--;
					likeTheEntry(...call);
				}, 10);
			},
			{ model: { kind: 'closed', users: 7 } },
		);
		expect(most).toBe(7);
		expect(summary.ok).toBe(true);
		expect(summary.acknowledged).toBeGreaterThan(7);
	});
});

describe('a user of the closed model', () => {
	it('does not hammer a target that fails at once', async () => {
		const summary = await run((_seen, _index, response) => reply(response, 503, {}), {
			model: { kind: 'closed', users: 1 },
			durationMs: 300,
		});
		// a pause of 100 ms after each failure
		expect(summary.requests).toBeLessThanOrEqual(4);
	});
});

describe('failures', () => {
	it('names what was refused, by field, and the lane that failed', async () => {
		const summary = await run((seen, index, response, request) => {
			const errors = [{ path: 'age', message: 'expected a whole number from 0 to 130' }];
			if (index % 4 === 0) return reply(response, 400, { title: 'Invalid input', errors });
			if (index % 4 === 1) return reply(response, 503, { title: 'Lane failed', lane: 'green' });
			likeTheEntry(seen, index, response, request);
		});
		expect(summary).toMatchObject({
			ok: false,
			acknowledged: 20,
			missed: 20,
			statuses: { 201: 10, 202: 10, 400: 10, 503: 10 },
			lanes: { green: { missed: 10 } },
			latency: { count: 20 },
		});
		expect(summary.reasons).toContainEqual({
			reason: '400 Invalid input age: expected a whole number from 0 to 130',
			count: 10,
		});
		expect(summary.reasons).toContainEqual({ reason: '503 Lane failed', count: 10 });
	});

	it('counts resets, refused connections and late answers', async () => {
		const resets = await run((_seen, _index, _response, request) => request.socket.destroy());
		expect(resets).toMatchObject({ ok: false, missed: 40, statuses: { reset: 40 } });

		await server?.close();
		const refused = await runTraffic({
			target: server?.url ?? '',
			source,
			model: { kind: 'open', ratePerSecond: 100 },
			durationMs: 50,
			seed: 1,
		});
		expect(refused).toMatchObject({ ok: false, missed: 5, statuses: { refused: 5 } });

		const late = await run(() => {}, { requestTimeoutMs: 50 });
		expect(late).toMatchObject({ ok: false, missed: 40, statuses: { timeout: 40 } });
	});

	it('counts an answer that was cut off in the middle as none', async () => {
		const summary = await run((_seen, _index, response, request) => {
			response.writeHead(201, { 'content-length': 100 });
			response.write('{"id"', () => request.socket.destroy());
		});
		expect(summary).toMatchObject({ ok: false, acknowledged: 0, statuses: { reset: 40 } });
	});
});

describe('arrays', () => {
	it('counts each element by its own lane and outcome', async () => {
		const summary = await run(likeTheEntry, { array: 10 });
		expect(summary).toMatchObject({
			ok: true,
			requests: 40,
			sent: 400,
			acknowledged: 400,
			statuses: { 200: 40 },
			outcomes: { stored: 200, accepted: 200 },
			lanes: { blue: { acknowledged: 200, latency: { count: 40 } } },
		});
	});

	it('takes the elements that a lane failed out of those acknowledged', async () => {
		const summary = await run(
			({ body }, _index, response) => {
				const results = (body as unknown[]).map((_one, n) =>
					n === 0
						? { id: 'a', lane: 'green', outcome: 'failed' }
						: { id: `b${n}`, lane: 'blue', outcome: 'stored' },
				);
				reply(response, 207, { results });
			},
			{ array: 3 },
		);
		expect(summary).toMatchObject({
			ok: false,
			acknowledged: 80,
			missed: 40,
			lanes: { green: { missed: 40 } },
			reasons: [{ reason: 'failed in the green lane', count: 40 }],
		});
	});

	it('does not take an answer without a result for each for an acknowledgement', async () => {
		const summary = await run((_seen, _index, response) => reply(response, 200, { results: [] }), {
			array: 3,
		});
		expect(summary).toMatchObject({ ok: false, acknowledged: 0, missed: 120 });
	});
});

describe('retry', () => {
	it('repeats with the same key until the answer comes, and then all is well', async () => {
		const tries = new Map<string, number>();
		const summary = await run(
			(seen, index, response, request) => {
				const nth = (tries.get(seen.key ?? '') ?? 0) + 1;
				tries.set(seen.key ?? '', nth);
				if (nth === 1 && index % 3 === 0) return void request.socket.destroy();
				if (nth === 1 && index % 3 === 1) return reply(response, 503, {}, { 'retry-after': '0' });
				likeTheEntry(seen, index, response, request);
			},
			{ retry: true, durationMs: 100 },
		);
		expect(summary).toMatchObject({ ok: true, sent: 20, acknowledged: 20, missed: 0 });
		expect(summary.retries).toBeGreaterThan(5);
		expect(tries.size).toBe(20);
	});
});

describe('stopping', () => {
	it('sends nothing new, awaits the answers, and says how it went', async () => {
		const stop = new AbortController();
		const running = run(
			(seen, index, response, request) => {
				if (index === 9) stop.abort();
				setTimeout(() => likeTheEntry(seen, index, response, request), 30);
			},
			{ durationMs: Infinity, signal: stop.signal },
		);
		const summary = await running;
		expect(summary).toMatchObject({ ok: true, inFlight: 0 });
		expect(summary.acknowledged).toBe(server?.seen.length);
	});

	it('cuts off what is still not answered after a grace of two seconds', async () => {
		const stop = new AbortController();
		const started = performance.now();
		const summary = await run(() => stop.abort(), { durationMs: Infinity, signal: stop.signal });
		expect(summary).toMatchObject({ ok: false, acknowledged: 0, inFlight: 0 });
		expect(Object.keys(summary.statuses)).toEqual(['cut off']);
		expect(performance.now() - started).toBeLessThan(8_000);
	});

	it('wakes what pauses before a retry', async () => {
		const stop = new AbortController();
		const started = performance.now();
		const summary = await run(
			(_seen, _index, response) => {
				reply(response, 503, {}, { 'retry-after': '20' });
				stop.abort();
			},
			{ retry: true, signal: stop.signal, durationMs: Infinity },
		);
		expect(summary.ok).toBe(false);
		expect(performance.now() - started).toBeLessThan(5_000);
	});
});

describe('nonsense', () => {
	it.each([
		[{ target: 'localhost:3050' }, /no http\(s\) URL/],
		[{ durationMs: 0 }, /duration/],
		[{ model: { kind: 'open', ratePerSecond: 0 } }, /rate/],
		[{ model: { kind: 'closed', users: 1.5 } }, /users/],
		[{ array: 501 }, /1 to 500/],
		[{ array: 5, retry: true }, /leave out one/],
		[{ source: [] }, /no records/],
	] as const)('is refused: %j', async (over, message) => {
		await expect(run(likeTheEntry, over)).rejects.toThrow(message);
	});
});
