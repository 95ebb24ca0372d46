import { createServer } from 'node:net';
import type { Vaccination } from '@canario/contracts/vaccination';
import { ERROR_CODES, ServiceError } from '@canario/service-kit/service-error';
import { Server, ServerCredentials, status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Forwarder } from '../domain/forwarder.ts';
import { Outcome, RecorderServiceService } from '../gen/vaccinations/v1/vaccinations.ts';
import { freePort, serverWith, vaccination, vaccinations } from '../testing.ts';
import { RecorderClient } from './recorder-client.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
	for (const one of open.splice(0).reverse()) await one.close();
});

/** A client of `target`, closed after the test, and what it tells. */
function clientOf(target: string, deadlineMs = 2_000) {
	const told = { onRetry: vi.fn<() => void>(), onRebuild: vi.fn<() => void>() };
	const client = new RecorderClient({ target, deadlineMs, ...told });
	open.push(client);
	return { client, ...told };
}
async function serve(record: Store, port?: number) {
	const server = await serverWith(record, port);
	open.push(server);
	return server;
}
type Store = Parameters<typeof serverWith>[0];
const allStored: Store = async (all) => all.map(() => 'stored');

describe('blue over gRPC', () => {
	it('carries vaccinations and outcomes unharmed, in order', async () => {
		const sent = [
			vaccination('a', { name: 'José 𝒜 Ñ', n_dose: 10, accepted_at: 8_640_000_000_000_000 }),
			vaccination('b', { age: 0, accepted_at: 0 }),
			vaccination('c', { name: '𝒜'.repeat(200) }),
			vaccination('d', { source: 'visitor', traced: 'key-of_d' }),
			vaccination('e', { traced: 'key-of_e' }),
		];
		const seen: Vaccination[] = [];
		const { address } = await serve(async (all) => {
			seen.push(...all);
			return ['conflict', 'stored', 'duplicate', 'stored', 'stored'];
		});
		expect(await clientOf(address).client.store(sent)).toEqual([
			'conflict',
			'stored',
			'duplicate',
			'stored',
			'stored',
		]);
		expect(seen).toEqual(sent);
	});

	it('gives each request its own outcomes when many go in one message', async () => {
		const sizes: number[] = [];
		const { address } = await serve(async (all) => {
			sizes.push(all.length);
			return all.map(({ age }) => (age === 0 ? 'duplicate' : age === 1 ? 'conflict' : 'stored'));
		});
		const { client } = clientOf(address);
		const forwarder = new Forwarder({ send: (all) => client.store(all), maxPending: 5_000 });
		const requests = Array.from({ length: 60 }, (_, request) =>
			Array.from({ length: 1 + (request % 20) }, (_, index) =>
				vaccination(`${request}-${index}`, { age: (request + index) % 3 }),
			),
		);
		const answers = await Promise.all(requests.map((request) => forwarder.forward(request)));
		const expected = requests.map((request) =>
			request.map(({ age }) => ['duplicate', 'conflict', 'stored'][age]),
		);
		expect(answers).toEqual(expected);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
		expect(sizes.length).toBeLessThan(requests.length);
	});

	it('takes a full message of the longest texts', async () => {
		const { address } = await serve(allStored);
		const long = '𝒜'.repeat(200);
		const sent = vaccinations(500, 'i'.repeat(124)).map((one) => ({
			...one,
			name: long,
			location: long,
			traced: 'k'.repeat(32),
			vaccine_type: long,
		}));
		expect(await clientOf(address).client.store(sent)).toHaveLength(500);
	});

	it.each([
		['text where a number belongs', { age: 131 }],
		['control characters', { name: 'Ana\u0000' }],
		['no id', { id: '' }],
	])('refuses %s although a client has sent it', async (_, over) => {
		const record = vi.fn<Store>(allStored);
		const { address } = await serve(record);
		const { client } = clientOf(address);
		await expect(client.store([vaccination('a'), vaccination('b', over)])).rejects.toMatchObject({
			code: 'invalid_input',
			cause: expect.objectContaining({ details: expect.stringContaining('vaccinations[1].') }),
		});
		expect(record).not.toHaveBeenCalled();
	});

	it('refuses an empty message and one of more than 500', async () => {
		const { address } = await serve(allStored);
		const { client } = clientOf(address);
		await expect(client.store([])).rejects.toMatchObject({ code: 'invalid_input' });
		await expect(client.store(vaccinations(501))).rejects.toMatchObject({ code: 'invalid_input' });
	});

	const codes = ERROR_CODES.filter((code) => code !== 'injected');
	it.each(codes)('hears %s from the server once, and does not ask again', async (code) => {
		const record = vi.fn<Store>(() => Promise.reject(new ServiceError(code, 'no')));
		const { address } = await serve(record);
		const { client, onRetry } = clientOf(address);
		await expect(client.store([vaccination('a')])).rejects.toMatchObject({ code });
		expect(record).toHaveBeenCalledTimes(1);
		expect(onRetry).not.toHaveBeenCalled();
	});

	it('gives up at its deadline, and keeps the channel on which the server is slow', async () => {
		const { address } = await serve(() => new Promise(() => {}));
		const { client, onRebuild } = clientOf(address, 100);
		await expect(client.store([vaccination('a')])).rejects.toMatchObject({ code: 'deadline_exceeded' });
		expect(onRebuild).not.toHaveBeenCalled();
	});
});

describe('a recorder that is not there', () => {
	it('is asked again and again within the deadline, then unavailable', async () => {
		const { client, onRetry } = clientOf(`127.0.0.1:${await freePort()}`, 600);
		const startedAtMs = performance.now();
		await expect(client.store([vaccination('a')])).rejects.toMatchObject({ code: 'unavailable' });
		expect(performance.now() - startedAtMs).toBeLessThan(600);
		expect(onRetry.mock.calls.length).toBeGreaterThan(1);
	});

	it('is found when it comes up while a call is trying', async () => {
		const port = await freePort();
		const { client, onRetry } = clientOf(`127.0.0.1:${port}`, 10_000);
		const stored = client.store([vaccination('a')]);
		await vi.waitFor(() => expect(onRetry).toHaveBeenCalled());
		await serve(allStored, port);
		expect(await stored).toEqual(['stored']);
	});

	it('is found again after a restart, and no call fails', async () => {
		const port = await freePort();
		const first = await serve(allStored, port);
		const { client, onRetry } = clientOf(`127.0.0.1:${port}`, 10_000);
		await client.store([vaccination('a')]);
		await first.close();
		const stored = client.store([vaccination('b')]);
		await vi.waitFor(() => expect(onRetry).toHaveBeenCalled());
		await serve(allStored, port);
		expect(await stored).toEqual(['stored']);
	});

	it('is asked again when something on the way says UNAVAILABLE', async () => {
		let calls = 0;
		const server = new Server();
		server.addService(RecorderServiceService, {
			storeVaccinations: (_call: unknown, callback: (error: object | null, answer?: object) => void) => {
				calls += 1;
				if (calls < 3) callback({ code: status.UNAVAILABLE, details: 'a proxy without a peer' });
				else callback(null, { outcomes: [Outcome.STORED] });
			},
		});
		const port = await new Promise<number>((resolve, reject) => {
			server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
				error ? reject(error) : resolve(bound),
			);
		});
		open.push({ close: () => server.forceShutdown() });
		const { client, onRetry } = clientOf(`127.0.0.1:${port}`);
		expect(await client.store([vaccination('a')])).toEqual(['stored']);
		expect(onRetry).toHaveBeenCalledTimes(2);
	});
});

describe('the watchdog', () => {
	it('replaces a channel whose peer accepts and says nothing, so that its successor is found', async () => {
		const sockets = new Set<{ destroy(): unknown }>();
		const silent = createServer((socket) => sockets.add(socket.on('error', () => {})));
		const port = await freePort();
		await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
		open.push({ close: () => [...sockets].map((socket) => socket.destroy()) });
		const { client, onRebuild } = clientOf(`127.0.0.1:${port}`, 150);

		await expect(client.store([vaccination('a')])).rejects.toMatchObject({ code: 'deadline_exceeded' });
		expect(onRebuild).toHaveBeenCalledTimes(1);
		await expect(client.store([vaccination('a')])).rejects.toMatchObject({ code: 'deadline_exceeded' });

		// The silent one lets the port go, and keeps the connections it has.
		silent.close();
		await serve(allStored, port);
		await vi.waitFor(async () => expect(await client.store([vaccination('a')])).toEqual(['stored']), {
			timeout: 5_000,
		});
		expect(sockets.size).toBeGreaterThan(0);
	});

	it('finds the successor of a silent peer that came where nobody had listened before', async () => {
		const sockets = new Set<{ destroy(): unknown }>();
		const silent = createServer((socket) => sockets.add(socket.on('error', () => {})));
		const port = await freePort();
		const { client } = clientOf(`127.0.0.1:${port}`, 300);
		// a channel that was refused says so on, also while its next connection hangs
		await expect(client.store([vaccination('a')])).rejects.toMatchObject({ code: 'unavailable' });
		await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
		open.push({ close: () => [...sockets].map((socket) => socket.destroy()) });
		await vi.waitUntil(() => sockets.size > 0, 5_000);
		silent.close();
		await serve(allStored, port);
		await vi.waitFor(async () => expect(await client.store([vaccination('a')])).toEqual(['stored']), {
			timeout: 15_000,
		});
	}, 20_000);

	it('also heals while only the health of the recorder is asked for', async () => {
		const silent = createServer((socket) => socket.on('error', () => {}).unref());
		const port = await freePort();
		await new Promise<void>((resolve) => silent.listen(port, '127.0.0.1', resolve));
		open.push({ close: () => silent.close() });
		const { client, onRebuild } = clientOf(`127.0.0.1:${port}`);
		await expect(client.ping(100)).rejects.toThrow();
		expect(onRebuild).toHaveBeenCalledTimes(1);
	});
});
