import { refusal } from '@canario/split-targets/cluster/kube-errors';
import { beforeEach, describe, expect, it } from 'vitest';
import { pass, someWorld } from './testing/some-controller.ts';

const act = { by: 'bea', reason: 'lunch' };
let world: ReturnType<typeof someWorld>;
let controller: ReturnType<typeof world.controller>;
beforeEach(() => {
	world = someWorld();
	controller = world.controller();
});

const kinds = async () => (await world.log()).map(({ event }) => event.kind);
const weightsMade = () => world.target.made.map(({ weights }) => weights.green);
const ended = () => controller.book.state?.ended;

describe('a controller', () => {
	it('leads a lane that is as good as the other to the end, step by step', async () => {
		await world.start({ steps: [10, 50, 100], every: '10s' });
		await pass(world, controller, 60);
		expect(weightsMade()).toEqual([10, 50, 100]);
		expect(ended()).toMatchObject({ outcome: 'promoted' });
		expect(world.target.made[1]?.reason).toBe('canary 1: step 2 of 3, green 50 %');
		expect(await kinds()).toEqual([
			'started',
			...Array.from({ length: 3 }, () => ['step', 'shifting', 'shifted', 'sampling', 'judged']).flat(),
			'ended',
		]);
	});

	it('does not end a step before its time', async () => {
		await world.start({ every: '60s' });
		await pass(world, controller, 59);
		expect(weightsMade()).toEqual([10]);
		await pass(world, controller, 5);
		expect(weightsMade()).toEqual([10, 100]);
	});

	it('takes back a lane that fails more, with the reason', async () => {
		world.lanes.behaviour.green.failEvery = 20;
		await world.start();
		await pass(world, controller, 59);
		expect(weightsMade()).toEqual([10, 0]);
		expect(ended()).toMatchObject({ outcome: 'rolled-back', why: expect.stringContaining("green's errors") });
		expect(world.target.made[1]?.reason).toMatch(/^canary 1 goes back: green's errors/);
		expect(controller.report().canary?.ended).toMatchObject({ outcome: 'rolled-back' });
		expect(controller.report().target).toEqual({ name: 'httproute/lanes', namespace: 'shop' });
	});

	it('takes back a lane that is slower', async () => {
		world.lanes.behaviour.green.ackMs = 160;
		await world.start();
		await pass(world, controller, 30);
		expect(ended()?.why).toMatch(/ack p95 .* limit \+100 ms/);
	});

	it('takes a failing lane back step by step where the plan says so', async () => {
		await world.start({ steps: [10, 50, 100], every: '10s', rollback: { points: 20, every: '5s' } });
		await pass(world, controller, 15);
		expect(weightsMade()).toEqual([10, 50]);
		world.lanes.behaviour.green.failEvery = 4;
		await pass(world, controller, 40);
		expect(weightsMade()).toEqual([10, 50, 30, 10, 0]);
		expect(ended()?.outcome).toBe('rolled-back');
	});

	it('goes back at once from there when it is aborted, for the reason that it had', async () => {
		await world.start({ steps: [10, 50, 100], every: '10s', rollback: { points: 20, every: '5m' } });
		await pass(world, controller, 15);
		world.lanes.behaviour.green.failEvery = 4;
		await pass(world, controller, 10);
		expect(weightsMade()).toEqual([10, 50, 30]);
		await world.say({ kind: 'aborting', ...act });
		await pass(world, controller, 1);
		expect(weightsMade()).toEqual([10, 50, 30, 0]);
		expect(ended()).toMatchObject({ outcome: 'rolled-back', why: expect.stringContaining("green's errors") });
	});

	it('looks at the lanes only while a canary runs', async () => {
		await pass(world, controller, 5);
		expect(world.lanes.readings).toBe(0);
		await world.start({ every: '5s' });
		await pass(world, controller, 40);
		expect([ended()?.outcome, controller.report().split]).toMatchObject(['promoted', { version: 3 }]);
		const { readings } = world.lanes;
		expect(readings).toBeGreaterThan(5);
		await pass(world, controller, 5);
		expect(world.lanes.readings).toBe(readings);
	});

	it('holds a step that stays undecided beyond its patience, and goes on when it is told to', async () => {
		await world.start({ every: '1s', patience: '20s' });
		await pass(world, controller, 30, 20);
		expect(controller.book.state?.held?.why).toMatch(/^undecided after 2\ds: green's errors/);
		expect(weightsMade()).toEqual([10]);
		await pass(world, controller, 5, 20);
		expect((await kinds()).filter((kind) => kind === 'held')).toHaveLength(1);
		await world.say({ kind: 'resumed', ...act });
		await pass(world, controller, 10, 20);
		expect(controller.book.state?.held).toBeUndefined();
		await pass(world, controller, 15, 20);
		expect(controller.book.state?.held).toBeDefined();
		await world.say({ kind: 'promoted', ...act, full: false });
		await pass(world, controller, 1, 20);
		expect(weightsMade()).toEqual([10, 100]);
	});

	it('waits where there is no traffic, counts no time then, and goes on when there is', async () => {
		await world.start({ every: '30s' });
		await pass(world, controller, 5);
		await pass(world, controller, 60, 0);
		expect(controller.report().canary).toMatchObject({ still: 'traffic', step: 1 });
		// not even the silence after which it knew
		expect(controller.report().canary?.watchedMs).toBeLessThanOrEqual(5_000);
		await pass(world, controller, 5);
		expect(controller.report().canary?.still).toBeUndefined();
		expect((await kinds()).slice(-2)).toEqual(['waiting', 'went-on']);
	});

	it('takes no step without traffic, though nothing is checked and no time is asked for', async () => {
		await world.start({ every: '0s', checks: {} });
		await pass(world, controller, 20, 0);
		expect(weightsMade()).toEqual([10]);
		await pass(world, controller, 5);
		expect([weightsMade(), ended()?.outcome]).toEqual([[10, 100], 'promoted']);
	});

	it('takes no step while it is paused, and takes it back where it fails all the same', async () => {
		await world.start({ every: '10s' });
		await pass(world, controller, 3);
		await world.say({ kind: 'paused', ...act });
		await pass(world, controller, 60);
		expect(weightsMade()).toEqual([10]);
		world.lanes.behaviour.green.failEvery = 3;
		await pass(world, controller, 30);
		expect(ended()?.outcome).toBe('rolled-back');
	});

	it('goes back when it is aborted, also before its first step', async () => {
		await world.start();
		await pass(world, controller, 3);
		await world.say({ kind: 'aborting', ...act });
		await pass(world, controller, 1);
		expect([weightsMade(), ended()?.outcome]).toEqual([[10, 0], 'aborted']);
		await world.start();
		await world.say({ kind: 'aborting', ...act });
		await pass(world, controller, 1);
		expect([weightsMade(), ended()?.outcome]).toEqual([[10, 0], 'aborted']);
	});

	it('goes to the last weights at once when it is promoted fully', async () => {
		await world.start({ steps: [10, 50, 100] });
		await pass(world, controller, 3);
		await world.say({ kind: 'promoted', ...act, full: true });
		await pass(world, controller, 2);
		expect([weightsMade(), ended()?.outcome]).toEqual([[10, 100], 'promoted']);
	});

	it("ends where the split is another tool's, and leaves it alone", async () => {
		world.target.owner = 'Flagger (its Canary front)';
		await world.start();
		await pass(world, controller, 3);
		const why = 'it belongs to Flagger (its Canary front)';
		expect([weightsMade(), ended()]).toMatchObject([[], { outcome: 'refused', why }]);
		world.target.owner = undefined;
		await world.start();
		await pass(world, controller, 3);
		world.target.owner = 'Flagger (its Canary front)';
		await world.say({ kind: 'aborting', ...act });
		await pass(world, controller, 1);
		expect([weightsMade(), ended()]).toMatchObject([[10], { outcome: 'overtaken', why }]);
	});

	it('ends where somebody else changed the weights, and leaves them alone', async () => {
		await world.start();
		await pass(world, controller, 3);
		await world.target.compareAndSet({ weights: { blue: 60, green: 40 }, reason: 'mine' });
		await pass(world, controller, 2);
		expect(ended()).toMatchObject({ outcome: 'overtaken', why: expect.stringContaining('blue=60 green=40') });
		expect(world.target.state.weights).toEqual({ blue: 60, green: 40 });
	});

	it('goes on where something else than the weights was changed', async () => {
		await world.start({ every: '5s' });
		await pass(world, controller, 3);
		const { state } = world.target;
		world.target.state = { ...state, version: state.version + 1 };
		await pass(world, controller, 30);
		expect([weightsMade(), ended()?.outcome]).toEqual([[10, 100], 'promoted']);
	});

	it('is not led astray by an entry that lags behind', async () => {
		await world.start();
		await pass(world, controller, 3);
		const { state } = world.target;
		world.target.state = { weights: { blue: 100, green: 0 }, version: 1, by: 'ana', reason: 'start' };
		await pass(world, controller, 2);
		expect(ended()).toBeUndefined();
		world.target.state = state;
		await pass(world, controller, 2);
		expect(controller.report().canary?.watchedMs).toBeGreaterThan(3_000);
	});

	it('ends on its way back where the split is no more', async () => {
		await world.start();
		await pass(world, controller, 3);
		await world.say({ kind: 'aborting', ...act });
		world.target.gone = true;
		await pass(world, controller, 1);
		expect(ended()).toMatchObject({ outcome: 'overtaken', why: 'there is no such split' });
	});

	it('stands still on its way back while its API server serves no such kind, and goes back then', async () => {
		await world.start();
		await pass(world, controller, 3);
		await world.say({ kind: 'aborting', ...act });
		const { read } = world.target;
		const place = {
			collection: '/apis/a/v1/namespaces/shop/splits',
			name: 'lanes',
			title: 'Split shop/lanes',
		};
		world.target.read = () => Promise.reject(refusal(place, 'https://one', 404, undefined));
		await expect(controller.pass()).rejects.toThrow('serves no splits');
		expect(ended()).toBeUndefined();
		world.target.read = read;
		await pass(world, controller, 1);
		expect([weightsMade(), ended()?.outcome]).toEqual([[10, 0], 'aborted']);
	});

	it('counts the time of a trickle', async () => {
		await world.start({ every: '60s', checks: {} });
		await pass(world, controller, 2);
		for (let round = 0; round < 7; round++) {
			await pass(world, controller, 11, 0);
			await pass(world, controller, 1, 10);
		}
		expect(weightsMade()).toEqual([10, 100]);
	});

	it('tells which steps passed, and which somebody went past', async () => {
		await world.start({ steps: [25, 50, 100], every: '5s' });
		await pass(world, controller, 12);
		expect(controller.report().canary).toMatchObject({ step: 2, passed: [1] });
		await world.say({ kind: 'promoted', ...act, full: false });
		await pass(world, controller, 12);
		expect(ended()?.why).toBe("green has 100 %; 1 of 3 steps were passed over by somebody's word");
	});

	it('begins nothing for a lane for which nobody writes', async () => {
		world.lanes.written = false;
		await world.start();
		await pass(world, controller, 1);
		expect([weightsMade(), ended()?.outcome]).toEqual([[], 'refused']);
	});
});
