import type { Fault } from '@canario/contracts/fault';
import type { HopOutcome } from '@canario/contracts/hop';
import type { Vaccination } from '@canario/contracts/vaccination';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FaultInjector, type FaultKind } from './injector.ts';

const NOTHING = { errors: 0, delayMs: 0, jitterMs: 0, durableDelayMs: 0, drop: 0, hang: false };
const faultOf = (over: Partial<Fault>): Fault => ({
	...{ lane: 'green', ...NOTHING, setAtMs: 0, untilMs: 1_000_000, by: 'local', reason: '' },
	...over,
});
const hopOf = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ id: `${index}` }) as Vaccination);

/** An injector whose clock is vitest's, whose draws are `draws` in turn, and whose lane stores all. */
function openInjector(fault: Fault | undefined, draws: readonly number[] = [0.5]) {
	const state = { fault };
	let drawn = 0;
	const counts = new Map<FaultKind, number>();
	const injector = new FaultInjector({
		current: () => state.fault,
		random: () => draws[drawn++ % draws.length] as number,
		pause: (ms, signal) =>
			new Promise((resolve) => {
				const timer = setTimeout(resolve, ms);
				signal.addEventListener('abort', () => {
					clearTimeout(timer);
					resolve();
				});
			}),
		onInjected: (kind, count) => counts.set(kind, (counts.get(kind) ?? 0) + count),
	});
	const serve = vi.fn<(hop: readonly Vaccination[]) => Promise<readonly HopOutcome[]>>(async (hop) =>
		hop.map(() => 'stored'),
	);
	return { injector, serve, counts, state };
}

const stays = () => new AbortController().signal;

/** When `work` ends, by vitest's clock; undefined while it has not. */
function timed(work: Promise<unknown>) {
	const ended: { atMs?: number } = {};
	const note = () => {
		ended.atMs = Date.now();
	};
	work.then(note, note);
	return ended;
}

describe('FaultInjector', () => {
	beforeEach(() => void vi.useFakeTimers({ now: 0 }));
	afterEach(() => void vi.useRealTimers());

	it('only serves while there is no fault', async () => {
		const { injector, serve, counts } = openInjector(undefined);
		expect(injector.active).toBe(false);
		expect(await injector.hop(hopOf(2), serve, stays())).toEqual(['stored', 'stored']);
		expect(injector.keep([1, 2])).toEqual([1, 2]);
		await injector.beforeWrite(2);
		expect(counts.size).toBe(0);
	});

	it('delays by 250 ms where 250 ms were asked for', async () => {
		const { injector, serve, counts } = openInjector(faultOf({ delayMs: 250 }));
		const ended = timed(injector.hop(hopOf(3), serve, stays()));
		await vi.advanceTimersByTimeAsync(249);
		expect(serve).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(ended.atMs).toBe(250);
		expect(counts.get('delay')).toBe(3);
	});

	it('delays a write by as much as was asked for', async () => {
		const { injector, counts } = openInjector(faultOf({ durableDelayMs: 250 }));
		const ended = timed(injector.beforeWrite(7));
		await vi.advanceTimersByTimeAsync(1_000);
		expect(ended.atMs).toBe(250);
		expect(counts.get('durable_delay')).toBe(7);
	});

	it('fails those whose draw is below the share, and serves the others in their places', async () => {
		const { injector, serve, counts } = openInjector(faultOf({ errors: 0.5 }), [0.1, 0.5, 0.49, 0.9]);
		const outcomes = await injector.hop(hopOf(4), serve, stays());
		expect(outcomes).toEqual(['failed', 'stored', 'failed', 'stored']);
		expect(serve.mock.calls[0]?.[0].map(({ id }) => id)).toEqual(['1', '3']);
		expect(counts.get('error')).toBe(2);
	});

	it('does not serve at all where all fail', async () => {
		const { injector, serve } = openInjector(faultOf({ errors: 1 }), [0.999]);
		expect(await injector.hop(hopOf(2), serve, stays())).toEqual(['failed', 'failed']);
		expect(serve).not.toHaveBeenCalled();
	});

	it('hangs until whoever asked has gone, and stores nothing for them', async () => {
		const { injector, serve, counts } = openInjector(faultOf({ hang: true }));
		const gone = new AbortController();
		const hop = injector.hop(hopOf(2), serve, gone.signal);
		const ended = timed(hop);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(ended.atMs).toBeUndefined();
		gone.abort();
		await expect(hop).rejects.toMatchObject({ code: 'injected' });
		expect(serve).not.toHaveBeenCalled();
		expect(counts.get('hang')).toBe(2);
	});

	it('serves who still waits when the fault ends', async () => {
		const { injector, serve, state } = openInjector(faultOf({ hang: true }));
		const ended = timed(injector.hop(hopOf(1), serve, stays()));
		await vi.advanceTimersByTimeAsync(1_000);
		state.fault = undefined;
		await vi.advanceTimersByTimeAsync(1_000);
		expect(ended.atMs).toBe(1_100);
		expect(serve).toHaveBeenCalledOnce();
	});

	it('lets go whoever waits when the service ends', async () => {
		const { injector } = openInjector(faultOf({ durableDelayMs: 5_000 }));
		const ended = timed(injector.beforeWrite(1));
		await vi.advanceTimersByTimeAsync(100);
		injector.close();
		await vi.advanceTimersByTimeAsync(1);
		expect(ended.atMs).toBeLessThanOrEqual(101);
	});

	it('drops those whose draw is below the share', () => {
		const { injector, counts } = openInjector(faultOf({ drop: 0.2 }), [0.1, 0.2, 0.3]);
		expect(injector.keep(['a', 'b', 'c', 'd'])).toEqual(['b', 'c']);
		expect(counts.get('drop')).toBe(2);
	});
});
