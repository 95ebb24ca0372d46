import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { hopRequest } from '@canario/contracts/hop';
import { LANES, type Lane } from '@canario/contracts/lane';
import { admit, type Vaccination } from '@canario/contracts/vaccination';
import type { Serve } from '@canario/service-kit/faults/injector';
import { hopRoute } from '@canario/service-kit/hop-route';
import { createApp, type Listening, listen } from '@canario/service-kit/http-server';
import { problemHandler } from '@canario/service-kit/problem';
import { ServiceError } from '@canario/service-kit/service-error';
import { pino } from 'pino';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { localRoute } from './local-route.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	await Promise.all(opened.splice(0).map((one) => one.close()));
});

/** A real leaf whose behaviour the test gives. */
async function leaf(lane: Lane, serve?: (all: readonly Vaccination[]) => Promise<void>, port = 0) {
	const hops: string[][] = [];
	const app = createApp();
	const answer: Serve = async (vaccinations) => {
		expect(hopRequest.safeParse({ records: vaccinations }).success).toBe(true);
		hops.push(vaccinations.map(({ id }) => id));
		await serve?.(vaccinations);
		return vaccinations.map(() => (lane === 'blue' ? 'stored' : 'accepted'));
	};
	app.use(hopRoute(lane, answer, { active: false, hop: (hop) => answer(hop) }));
	app.use(problemHandler(pino({ level: 'silent' })));
	const server: Listening = await listen(app, { host: '127.0.0.1', port });
	return { url: server.url, port: server.port, hops, close: () => server.close() };
}

const own = <T extends { close(): Promise<void> }>(one: T): T => {
	opened.unshift(one);
	return one;
};
const vaccination = (id: string) =>
	admit({ name: 'Ana', location: 'Petén', age: 30, vaccine_type: 'Moderna', n_dose: 1 }, id, 1);
const drawn =
	(...lanes: Lane[]) =>
	() =>
		lanes.shift() ?? 'blue';

async function twoLeaves(serve?: (all: readonly Vaccination[]) => Promise<void>) {
	const [blue, green] = [own(await leaf('blue', serve)), own(await leaf('green', serve))];
	return { blue, green, urls: { blue: blue.url, green: green.url } };
}

describe('the local route', () => {
	it('sends what waits for a lane in one hop, each to the lane that was drawn', async () => {
		const { blue, green, urls } = await twoLeaves();
		const route = own(
			localRoute({
				drawable: () => LANES,
				draw: drawn('blue', 'green', 'blue'),
				urls,
				deadlineMs: 1000,
				maxPending: 10,
			}),
		);
		const served = await Promise.all(['a', 'b', 'c'].map((id) => route.send(vaccination(id))));
		expect(served.map(({ lane, outcome }) => `${lane} ${outcome}`)).toEqual([
			'blue stored',
			'green accepted',
			'blue stored',
		]);
		expect([blue.hops, green.hops]).toEqual([[['a', 'c']], [['b']]]);
	});

	it('tells the lane before it answers, and takes the marks of a followed one there', async () => {
		const arrived: Vaccination[] = [];
		const { urls } = await twoLeaves(async (vaccinations) => void arrived.push(...vaccinations));
		const draw = drawn('green');
		const route = own(localRoute({ drawable: () => LANES, draw, urls, deadlineMs: 2_000, maxPending: 10 }));
		const lanes: Lane[] = [];
		const followed: Vaccination = { ...vaccination('a'), source: 'visitor', traced: 'key-of-a' };
		const sent = route.send(followed, (lane) => lanes.push(lane));
		expect(lanes).toEqual(['green']);
		expect(await sent).toEqual({ lane: 'green', outcome: 'accepted' });
		expect(arrived).toEqual([followed]);
	});

	it('keeps a full lane from the other, and refuses for the full one at once', async () => {
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		const blue = own(await leaf('blue', () => held));
		const green = own(await leaf('green'));
		const route = own(
			localRoute({
				drawable: () => LANES,
				draw: drawn('blue', 'blue', 'blue', 'green'),
				urls: { blue: blue.url, green: green.url },
				deadlineMs: 5000,
				maxPending: 2,
			}),
		);
		const waiting = [route.send(vaccination('a')), route.send(vaccination('b'))];
		await expect(route.send(vaccination('c'))).rejects.toMatchObject({ code: 'overloaded', lane: 'blue' });
		expect(await route.send(vaccination('d'))).toMatchObject({ lane: 'green' });
		release();
		expect(await Promise.all(waiting)).toHaveLength(2);
	});

	it('outlives a restart of its lane', async () => {
		const first = await leaf('blue');
		const green = own(await leaf('green'));
		const route = own(
			localRoute({
				drawable: () => LANES,
				draw: () => 'blue',
				urls: { blue: first.url, green: green.url },
				deadlineMs: 5000,
				maxPending: 10,
			}),
		);
		await route.send(vaccination('a'));
		await first.close();
		const sent = route.send(vaccination('b'));
		const second = own(await leaf('blue', undefined, first.port));
		expect(await sent).toEqual({ lane: 'blue', outcome: 'stored' });
		expect(second.hops).toEqual([['b']]);
	});

	it('names the lane that cannot be reached, and leaves it alone for a moment after some failures', async () => {
		const green = own(await leaf('green'));
		const gone = await leaf('blue');
		await gone.close();
		const route = own(
			localRoute({
				drawable: () => LANES,
				draw: () => 'blue',
				urls: { blue: gone.url, green: green.url },
				deadlineMs: 60,
				maxPending: 10,
			}),
		);
		for (let i = 0; i < 3; i++) {
			await expect(route.send(vaccination(`x${i}`))).rejects.toMatchObject({ lane: 'blue' });
		}
		await expect(route.send(vaccination('y'))).rejects.toMatchObject({ lane: 'blue', message: /left alone/ });
	});

	it('lets one hop find out whether a failing lane is back, and refuses the others at once meanwhile', async () => {
		let answer: () => Promise<void> = () => Promise.reject(new ServiceError('unavailable', 'away'));
		const { blue, urls } = await twoLeaves(() => answer());
		const route = own(
			localRoute({ drawable: () => LANES, draw: () => 'blue', urls, deadlineMs: 5_000, maxPending: 10 }),
		);
		for (let i = 0; i < 2; i++) await expect(route.send(vaccination(`x${i}`))).rejects.toThrow('away');
		const held = Promise.withResolvers<void>();
		answer = () => held.promise;
		let probing: ReturnType<typeof route.send> | undefined;
		await vi.waitFor(
			async () => {
				const sent = route.send(vaccination('probe'));
				sent.catch(() => {});
				await vi.waitFor(() => expect(blue.hops).toHaveLength(3), { timeout: 50, interval: 5 });
				probing = sent;
			},
			{ timeout: 3_000 },
		);
		await expect(route.send(vaccination('meanwhile'))).rejects.toThrow(/left alone/);
		held.resolve();
		expect(await probing).toMatchObject({ outcome: 'stored' });
		expect(await route.send(vaccination('after'))).toMatchObject({ outcome: 'stored' });
	});

	it('passes on why a lane refuses, and does not try again', async () => {
		const { blue, urls } = await twoLeaves(async () => {
			throw new ServiceError('unavailable', 'the record store is away');
		});
		const route = own(
			localRoute({ drawable: () => LANES, draw: () => 'blue', urls, deadlineMs: 1000, maxPending: 10 }),
		);
		await expect(route.send(vaccination('a'))).rejects.toMatchObject({
			code: 'unavailable',
			message: 'blue: the record store is away',
			lane: 'blue',
		});
		expect(blue.hops).toHaveLength(1);
	});

	it('passes on that a lane has too much to do, and goes on asking it', async () => {
		let busy = true;
		const { urls } = await twoLeaves(async () => {
			if (busy) throw new ServiceError('overloaded', 'too much');
		});
		const route = own(
			localRoute({ drawable: () => LANES, draw: () => 'blue', urls, deadlineMs: 1000, maxPending: 10 }),
		);
		for (let i = 0; i < 4; i++) {
			await expect(route.send(vaccination(`x${i}`))).rejects.toMatchObject({
				code: 'overloaded',
				lane: 'blue',
			});
		}
		busy = false;
		expect(await route.send(vaccination('y'))).toMatchObject({ outcome: 'stored' });
	});

	it('has room only where a vaccination may go', async () => {
		const { urls } = await twoLeaves(() => new Promise((resolve) => setTimeout(resolve, 300)));
		const limits = { deadlineMs: 50, maxPending: 1 };
		const route = own(localRoute({ drawable: () => ['blue'], draw: () => 'blue', urls, ...limits }));
		const waiting = route.send(vaccination('a'));
		expect(route.hasRoomFor(1)).toBe(false);
		await expect(waiting).rejects.toMatchObject({ code: 'deadline_exceeded' });
	});

	it.each([
		[
			'is cut',
			'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"lane"',
			true,
			/unavailable|deadline_exceeded/,
		],
		['never ends', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"lane"', false, 'deadline_exceeded'],
		['is no JSON', 'HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n<html>', false, 'unavailable'],
	])('blames the lane whose answer %s', async (_, answer, cut, code) => {
		const server = createServer((socket) => {
			socket.on('error', () => {});
			socket.once('data', () => (cut ? socket.end(answer) : socket.write(answer)));
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const route = own(
			localRoute({
				drawable: () => LANES,
				draw: () => 'blue',
				urls: { blue: url, green: url },
				deadlineMs: 150,
				maxPending: 10,
			}),
		);
		const sent = route.send(vaccination('a'));
		await expect(sent).rejects.toMatchObject({ lane: 'blue' });
		// a cut answer is asked for again until the deadline, at which it may be either
		await expect(sent).rejects.toMatchObject({ code: expect.stringMatching(code) });
		server.close();
	});

	it('does not wait longer than its deadline', async () => {
		const { urls } = await twoLeaves(() => new Promise((resolve) => setTimeout(resolve, 300)));
		const route = own(
			localRoute({ drawable: () => LANES, draw: () => 'green', urls, deadlineMs: 50, maxPending: 10 }),
		);
		await expect(route.send(vaccination('a'))).rejects.toMatchObject({
			code: 'deadline_exceeded',
			lane: 'green',
		});
	});

	it('says that a leaf of the other lane answers', async () => {
		const green = own(await leaf('green'));
		const urls = { blue: green.url, green: green.url };
		const route = own(
			localRoute({ drawable: () => LANES, draw: () => 'blue', urls, deadlineMs: 1000, maxPending: 10 }),
		);
		await expect(route.send(vaccination('a'))).rejects.toMatchObject({ message: /configured wrongly/ });
	});
});
