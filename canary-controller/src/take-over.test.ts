import { beforeEach, describe, expect, it } from 'vitest';
import { LEASE_MS, pass, someWorld } from './testing/some-controller.ts';

let world: ReturnType<typeof someWorld>;
beforeEach(() => {
	world = someWorld();
});

const weightsMade = () => world.target.made.map(({ weights }) => weights.green);
const kinds = async () => (await world.log()).map(({ event }) => event.kind);

describe('of several controllers', () => {
	it('one acts, and the others stand by', async () => {
		const [one, other] = [world.controller('c-1'), world.controller('c-2')];
		await world.start();
		await pass(world, one, 3);
		await pass(world, other, 3);
		expect([one.report().leads, other.report().leads]).toEqual([true, false]);
		expect(other.report().canary).toBeUndefined();
		expect(weightsMade()).toEqual([10]);
	});

	it('another goes on at once where the first stops, with a new sample and less of the alarm risk', async () => {
		const [one, other] = [world.controller('c-1'), world.controller('c-2')];
		await world.start({ every: '10s' });
		await pass(world, one, 5);
		await one.close();
		await pass(world, other, 2);
		expect(other.book.state).toMatchObject({ samples: 2, step: 1, phase: 'sample' });
		expect(other.report().canary?.watchedMs).toBeLessThan(3_000);
		await pass(world, other, 30);
		expect([weightsMade(), other.book.state?.ended?.outcome]).toEqual([[10, 100], 'promoted']);
	});

	it('another watches on where the first died between two steps, and takes it back', async () => {
		const hooks = [{ name: 'g', at: 'before-step', gate: true, url: 'http://127.0.0.1:9/' } as const];
		const [one, other] = [world.controller('c-1'), world.controller('c-2')];
		await world.start({ steps: [25, 50], every: '5s', hooks });
		await pass(world, one, 3);
		world.hookAnswer = { outcome: 'refused', tries: 1 };
		await pass(world, one, 20);
		expect(one.book.state).toMatchObject({ phase: 'before', step: 2 });
		await one.close();
		await pass(world, other, 2);
		expect(other.book.state).toMatchObject({ phase: 'before', step: 2, samples: 2 });
		world.lanes.behaviour.green.failEvery = 3;
		await pass(world, other, 20);
		expect([weightsMade(), other.book.state?.ended?.outcome]).toEqual([[25, 0], 'rolled-back']);
	});

	it('another takes it back where the first died after its judgement, without a sample of its own', async () => {
		const [one, other] = [world.controller('c-1'), world.controller('c-2')];
		await world.start();
		const { append } = world.journal;
		world.journal.append = async (stream, seq, data, atMs) => {
			await append(stream, seq, data, atMs);
			if (JSON.stringify(data).includes('"judged"')) throw new Error('killed');
		};
		world.lanes.behaviour.green.failEvery = 3;
		await expect(pass(world, one, 20)).rejects.toThrow('killed');
		world.journal.append = append;
		world.lanes.holders.clear();
		await pass(world, other, 1);
		expect([weightsMade(), other.book.state?.ended?.outcome]).toEqual([[10, 0], 'rolled-back']);
		expect((await kinds()).filter((kind) => kind === 'sampling')).toHaveLength(1);
	});

	it('none does anything while the live store is away', async () => {
		const one = world.controller();
		await world.start();
		const { lease } = world.lanes;
		world.lanes.lease = async () => {
			throw new Error('away');
		};
		await expect(one.pass()).rejects.toThrow('away');
		expect([one.report().leads, await kinds()]).toEqual([false, ['started']]);
		world.lanes.lease = lease;
		await pass(world, one, 2);
		expect(weightsMade()).toEqual([10]);
	});
});

describe('a gate that says no at the start', () => {
	const hooks = [{ name: 'g', at: 'start', gate: true, url: 'http://127.0.0.1:9/' } as const];
	const refused = { outcome: 'refused', why: 'the gate "g" said no: 412 not ready' };
	/** Does something right after what came of the gate's answer first was written. */
	const onceNoted = (then: () => Promise<void>) => {
		const { append } = world.journal;
		world.journal.append = async (stream, seq, data, atMs) => {
			await append(stream, seq, data, atMs);
			world.journal.append = append;
			await then();
		};
	};
	beforeEach(async () => {
		world.hookAnswer = { outcome: 'refused', tries: 1, said: '412 not ready' };
		await world.start({ every: '5s', hooks });
	});

	it('ends the canary where the first controller is killed once it noted that', async () => {
		onceNoted(() => Promise.reject(new Error('killed')));
		await expect(pass(world, world.controller('c-1'), 5)).rejects.toThrow('killed');
		world.lanes.holders.clear();
		const other = world.controller('c-2');
		await pass(world, other, 20);
		expect([weightsMade(), other.book.state?.ended]).toMatchObject([[], refused]);
	});

	it('ends the canary where another leads by then', async () => {
		onceNoted(async () => {
			world.clock.nowMs += LEASE_MS;
			world.lanes.holders.clear();
		});
		const [one, other] = [world.controller('c-1'), world.controller('c-2')];
		await pass(world, one, 2).catch(() => {});
		world.lanes.holders.clear();
		await pass(world, other, 20);
		expect([weightsMade(), other.book.state?.ended]).toMatchObject([[], refused]);
	});

	it('ends the canary where an operator pauses it at that moment', async () => {
		onceNoted(() => world.say({ kind: 'paused', by: 'bea', reason: 'lunch' }));
		const one = world.controller();
		await pass(world, one, 2);
		await world.say({ kind: 'resumed', by: 'bea', reason: 'back' });
		await pass(world, one, 20);
		expect([weightsMade(), one.book.state?.ended]).toMatchObject([[], refused]);
	});

	it('is asked again where an older log has its no, and not the end', async () => {
		await world.say({ kind: 'hooked', name: 'g', at: 'start', outcome: 'refused', tries: 1 });
		const one = world.controller();
		await pass(world, one, 20);
		expect([weightsMade(), one.book.state?.ended, world.asked.length]).toMatchObject([[], refused, 1]);
	});
});

describe('a change that was under way when its controller died', () => {
	it.each(['before', 'after'] as const)('is made once, where the split failed %s it', async (when) => {
		await world.start();
		world.target.fails = when;
		await expect(pass(world, world.controller('c-1'), 1)).rejects.toThrow();
		expect((await kinds()).at(-1)).toBe('shifting');
		world.lanes.holders.clear();
		const other = world.controller('c-2');
		await pass(world, other, 2);
		expect(weightsMade()).toEqual([10]);
		expect(other.book.state).toMatchObject({ phase: 'sample', version: 2 });
	});

	it('is not made where somebody else was faster, though to the same weights', async () => {
		await world.start();
		world.target.fails = 'before';
		await expect(pass(world, world.controller('c-1'), 1)).rejects.toThrow();
		await world.target.compareAndSet({ weights: { blue: 90, green: 10 }, reason: 'mine' });
		world.lanes.holders.clear();
		const other = world.controller('c-2');
		await pass(world, other, 2);
		expect(other.book.state?.ended).toMatchObject({
			outcome: 'overtaken',
			why: expect.stringContaining('mine'),
		});
		expect(weightsMade()).toEqual([10]);
	});

	it.each([
		['aborted', { kind: 'aborting', by: 'bea', reason: 'no' }, 'aborted'],
		['paused', { kind: 'paused', by: 'bea', reason: 'lunch' }, undefined],
	] as const)('is not made once the canary is %s, and cannot come late', async (_, event, outcome) => {
		await world.start();
		world.target.fails = 'before';
		const one = world.controller();
		await expect(pass(world, one, 1)).rejects.toThrow();
		await world.say(event);
		await pass(world, one, 2);
		expect(weightsMade()).toEqual([0]);
		expect([one.book.state?.ended?.outcome, one.book.state?.shifting]).toEqual([outcome, undefined]);
		const late = {
			weights: { blue: 90, green: 10 },
			reason: 'canary 1: step 1 of 2, green 10 %',
			ifVersion: 1,
		};
		await expect(world.target.compareAndSet(late)).rejects.toMatchObject({ code: 'stale_version' });
	});

	it('is ended before it goes back, where somebody aborts meanwhile', async () => {
		await world.start();
		world.target.fails = 'after';
		const one = world.controller();
		await expect(pass(world, one, 1)).rejects.toThrow();
		await world.say({ kind: 'aborting', by: 'bea', reason: 'no' });
		await pass(world, one, 1);
		expect([weightsMade(), one.book.state?.ended?.outcome]).toEqual([[10, 0], 'aborted']);
	});
});
