import type { Fault } from '@canario/contracts/fault';
import type { HopAnswer } from '@canario/contracts/hop';
import { type Running, startService } from '@canario/service-kit/service';
import { sharedStores } from '@canario/stores/provider';
import type { Live } from '@canario/stores/stores';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blueGrpc } from './service.ts';
import { freePort, vaccinations } from './testing.ts';

const STORES = { MONGODB_URL: 'sqlite::memory:', REDIS_URL: 'embedded::memory:' };

describe('a fault on purpose, in blue', () => {
	let service: Running;
	let live: Live;
	let url: string;
	beforeEach(async () => {
		const stores = sharedStores();
		live = await stores.live(STORES.REDIS_URL, { timeoutMs: 1_000 });
		const port = await freePort();
		const ports = { BLUE_HTTP_PORT: `${port}`, BLUE_GRPC_PORT: '0' };
		const env = { ...STORES, ...ports, HOST: '127.0.0.1', LOG_LEVEL: 'silent', SHUTDOWN_DRAIN_MS: '0' };
		service = await startService(blueGrpc, env, stores);
		url = `http://127.0.0.1:${port}`;
		await vi.waitUntil(async () => (await fetch(`${url}/readyz`)).ok, 5_000);
	});
	afterEach(async () => {
		await service.stop();
		await live.close();
	});

	const set = async (over: Partial<Fault>) => {
		const nothing = { errors: 0, delayMs: 0, jitterMs: 0, durableDelayMs: 0, drop: 0, hang: false };
		const setAtMs = Date.now();
		const fault = { lane: 'blue', ...nothing, setAtMs, untilMs: setAtMs + 60_000, by: 'test', reason: '' };
		await live.faults.set({ ...fault, ...over } as Fault);
	};
	const post = async (count: number, prefix: string, signal?: AbortSignal) => {
		const startedMs = performance.now();
		const response = await fetch(`${url}/records`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ records: vaccinations(count, prefix) }),
			...(signal && { signal }),
		});
		const { outcomes } = (await response.json()) as HopAnswer;
		return { outcomes, tookMs: performance.now() - startedMs };
	};
	let asked = 0;
	/** Asks again and again until the lane behaves as `expected` wants it. */
	const eventually = (expected: (hop: Awaited<ReturnType<typeof post>>) => void) =>
		vi.waitFor(async () => expected(await post(2, `ask-${asked++}-`)), { timeout: 5_000, interval: 50 });

	it('fails all of them at 100 %, counts them, and is over when it is cleared', async () => {
		await set({ errors: 1 });
		await eventually(({ outcomes }) => expect(outcomes).toEqual(['failed', 'failed']));
		const metrics = await (await fetch(`${url}/metrics`)).text();
		expect(metrics).toMatch(/canario_faults_injected_total\{.*kind="error".*\} [2-9]/);
		await live.faults.clear('blue');
		await eventually(({ outcomes }) => expect(outcomes).toEqual(['stored', 'stored']));
	});

	it('ends by itself when nobody clears it', async () => {
		await set({ errors: 1, untilMs: Date.now() + 800 });
		await eventually(({ outcomes }) => expect(outcomes).toEqual(['failed', 'failed']));
		await eventually(({ outcomes }) => expect(outcomes).toEqual(['stored', 'stored']));
	});

	it('lets vaccinations wait, and nothing else', async () => {
		await set({ delayMs: 400 });
		await eventually(({ tookMs }) => expect(tookMs).toBeGreaterThan(399));
		const waiting = post(1, 'late-');
		for (const path of ['/livez', '/readyz', '/metrics', '/version']) {
			expect((await fetch(`${url}${path}`)).status).toBe(200);
		}
		const spared = Symbol();
		expect(await Promise.race([waiting, Promise.resolve(spared)])).toBe(spared);
		expect((await waiting).outcomes).toEqual(['stored']);
	});

	it('lets the write wait, too, and not the probes', async () => {
		await set({ durableDelayMs: 400 });
		await eventually(({ tookMs, outcomes }) => {
			expect(tookMs).toBeGreaterThan(399);
			expect(outcomes).toEqual(['stored', 'stored']);
		});
		expect((await fetch(`${url}/readyz`)).status).toBe(200);
	});

	it('hangs until the sender goes, stores nothing for it, and does not hold up the end of the service', async () => {
		await set({ hang: true });
		await vi.waitFor(async () => {
			await expect(post(1, `hang-${asked++}-`, AbortSignal.timeout(200))).rejects.toThrow(/abort|time/i);
		}, 5_000);
		expect((await fetch(`${url}/livez`)).status).toBe(200);
		const hanging = post(1, 'last-');
		await vi.waitFor(async () => {
			const metrics = await (await fetch(`${url}/metrics`)).text();
			expect(metrics).toMatch(/kind="hang".*\} [2-9]/);
		});
		expect(await service.stop()).toBe(true);
		expect((await hanging).outcomes).toEqual(['stored']);
	});
});
