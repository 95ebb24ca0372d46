import { describe, expect, it } from 'vitest';
import { LEASE_MS, pass, someWorld } from './testing/some-controller.ts';

type World = ReturnType<typeof someWorld>;

/**
 * Has whoever calls out for the so-many-th time stand still once that is answered, as a process does whose event loop is
 * held up, until it is told to go on.
 */
function standingStillAt({ journal, target, lanes }: World, call: number) {
	const went = Promise.withResolvers<void>();
	const stood = Promise.withResolvers<void>();
	const seen = { calls: 0, writes: 0 };
	const hold = <Key extends string>(port: Record<Key, unknown>, key: Key, isWrite = false) => {
		const original = port[key] as (...args: unknown[]) => Promise<unknown>;
		port[key] = async (...args: unknown[]) => {
			seen.calls += 1;
			if (isWrite) seen.writes += 1;
			const isHeld = seen.calls === call;
			const answer = await original(...args);
			if (isHeld) {
				stood.resolve();
				await went.promise;
			}
			return answer;
		};
	};
	hold(journal, 'append', true);
	hold(journal, 'after');
	hold(journal, 'tail');
	hold(target, 'compareAndSet', true);
	hold(target, 'read');
	hold(lanes, 'read');
	hold(lanes, 'lease');
	return { seen, stood: stood.promise, goOn: went.resolve };
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** Calls that a controller makes until a canary's first step is watched, and a few more. */
const CALLS = upTo(36);

/** Those until a gate that says no was asked, and what it said is written; and a few more. */
const CALLS_AT_A_GATE = upTo(24);

describe('a controller that stood still for longer than its lease', () => {
	it.each(CALLS)('writes nothing when it wakes up, where another leads: after its call %i', async (call) => {
		const world = someWorld();
		const one = world.controller('c-1');
		await world.start({ every: '1s' });
		const { seen, stood, goOn } = standingStillAt(world, call);
		const running = pass(world, one, 10);
		await stood;
		world.clock.nowMs += LEASE_MS;
		world.lanes.holders.set('canary', 'c-2');
		const { writes } = seen;
		goOn();
		await running.catch(() => {});
		expect([one.report().leads, seen.writes]).toEqual([false, writes]);
	});

	it.each(CALLS)('leaves all to the other, who carries it to its end: after its call %i', async (call) => {
		const world = someWorld();
		const [one, other] = [world.controller('c-1'), world.controller('c-2')];
		await world.start({ every: '5s' });
		const { stood, goOn } = standingStillAt(world, call);
		const running = pass(world, one, 10);
		await stood;
		world.clock.nowMs += LEASE_MS;
		world.lanes.holders.clear();
		await pass(world, other, 3);
		goOn();
		await running.catch(() => {});
		await pass(world, other, 20);
		expect(other.book.state?.ended?.outcome).toBe('promoted');
		expect(world.target.made.map(({ weights }) => weights.green)).toEqual([10, 100]);
		expect(one.report().leads).toBe(false);
	});

	describe.each(['start', 'before-step'] as const)('has no gate passed that said no, at %s', (at) => {
		const hooks = [{ name: 'g', at, gate: true, url: 'http://127.0.0.1:9/' }];

		it.each(CALLS_AT_A_GATE)('after its call %i', async (call) => {
			const world = someWorld();
			world.hookAnswer = { outcome: 'refused', tries: 1 };
			const [one, other] = [world.controller('c-1'), world.controller('c-2')];
			await world.start({ every: '5s', hooks });
			const { stood, goOn } = standingStillAt(world, call);
			const running = pass(world, one, 10);
			await stood;
			world.clock.nowMs += LEASE_MS;
			world.lanes.holders.clear();
			await pass(world, other, 3);
			goOn();
			await running.catch(() => {});
			await pass(world, other, 20);
			expect([world.target.made, one.report().leads]).toEqual([[], false]);
			const { ended, phase, waiting } = other.book.state ?? {};
			const stands =
				at === 'start' ? ended?.outcome === 'refused' : phase === 'before' && waiting?.for === 'gate';
			expect(stands).toBe(true);
		});
	});
});
