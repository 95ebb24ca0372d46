import type { PlanInput } from '@canario/canary/plan-shape';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HookAnswer } from '../domain/act-of-hooks.ts';
import { pass, someWorld } from '../testing/some-controller.ts';

type Hooks = NonNullable<PlanInput['hooks']>;

let world: ReturnType<typeof someWorld>;
let controller: ReturnType<typeof world.controller>;
beforeEach(() => {
	world = someWorld();
	controller = world.controller();
});

const hook = (name: string, at: Hooks[number]['at'], gate = false): Hooks[number] => ({
	...{ name, at, gate },
	url: 'http://127.0.0.1:9/',
});
const heard = () => world.asked.map(({ type, data }) => [type, data.hook, data.step]);
const weightsMade = () => world.target.made.map(({ weights }) => weights.green);

describe('the hooks of a canary', () => {
	it('are called at the start, around each step, and at the end, once each', async () => {
		const hooks = [hook('a', 'start'), hook('b', 'before-step'), hook('c', 'after-step'), hook('d', 'end')];
		await world.start({ every: '5s', hooks });
		await pass(world, controller, 40);
		expect(heard()).toEqual([
			['canary.start', 'a', 1],
			['canary.before-step', 'b', 1],
			['canary.after-step', 'c', 1],
			['canary.before-step', 'b', 2],
			['canary.after-step', 'c', 2],
			['canary.end', 'd', 2],
		]);
		expect(world.asked.at(-1)?.data).toMatchObject({ outcome: 'promoted', weights: { blue: 0, green: 100 } });
	});

	it('keep a step from being taken while a gate says no, and it is asked again', async () => {
		world.hookAnswer = { outcome: 'refused', tries: 1, said: '403 freeze' };
		await world.start({ hooks: [hook('office', 'before-step', true)] });
		await pass(world, controller, 25);
		expect([weightsMade(), heard()]).toEqual([[], Array(3).fill(['canary.before-step', 'office', 1])]);
		expect(controller.book.state?.waiting?.why).toBe('the gate "office" says no: 403 freeze');
		expect((await world.log()).filter(({ event }) => event.kind === 'waiting')).toHaveLength(1);
		world.hookAnswer = { outcome: 'ok', tries: 1 };
		await pass(world, controller, 12);
		expect([weightsMade(), controller.book.state?.waiting]).toEqual([[10], undefined]);
	});

	it('go on being watched for at a gate between two steps: what fails is taken back', async () => {
		await world.start({ steps: [10, 50, 100], every: '5s', hooks: [hook('g', 'before-step', true)] });
		await pass(world, controller, 3);
		world.hookAnswer = { outcome: 'refused', tries: 1 };
		await pass(world, controller, 20);
		expect(controller.book.state).toMatchObject({ phase: 'before', step: 2 });
		world.lanes.behaviour.green.failEvery = 4;
		await pass(world, controller, 30);
		expect([weightsMade(), controller.book.state?.ended?.outcome]).toEqual([[10, 0], 'rolled-back']);
	});

	it('end a canary before it began where a gate says no at the start, but wait for one that gives no answer', async () => {
		world.hookAnswer = { outcome: 'failed', tries: 3, said: 'no answer in time' };
		await world.start({ hooks: [hook('pre-check', 'start', true)] });
		await pass(world, controller, 5);
		expect(controller.book.state?.waiting?.why).toBe(
			'the gate "pre-check" gives no answer: no answer in time',
		);
		world.hookAnswer = { outcome: 'refused', tries: 1, said: '412 not ready' };
		await pass(world, controller, 12);
		expect([weightsMade(), controller.book.state?.ended]).toMatchObject([
			[],
			{ outcome: 'refused', why: 'the gate "pre-check" said no: 412 not ready' },
		]);
	});

	it('that are no gates keep nobody waiting', async () => {
		world.hookAnswer = { outcome: 'failed', tries: 3, said: 'no answer in time' };
		await world.start({ hooks: [hook('chat', 'start'), hook('chat-2', 'before-step')] });
		await pass(world, controller, 4);
		expect(weightsMade()).toEqual([10]);
		expect(
			(await world.log()).flatMap(({ event }) => (event.kind === 'hooked' ? [event.outcome] : [])),
		).toEqual(['failed', 'failed']);
	});

	it('are passed by an operator word', async () => {
		world.hookAnswer = { outcome: 'refused', tries: 1 };
		await world.start({ hooks: [hook('office', 'before-step', true)] });
		await pass(world, controller, 3);
		await world.say({ kind: 'promoted', by: 'bea', reason: 'I take it on me', full: false });
		await pass(world, controller, 1);
		expect(weightsMade()).toEqual([10]);
	});

	it('at the end are finished while the next canary runs, and logged as those of their own', async () => {
		const { promise, resolve } = Promise.withResolvers<HookAnswer>();
		await world.start({ hooks: [hook('slow', 'end'), hook('last', 'end')] });
		await pass(world, controller, 3);
		await world.say({ kind: 'aborting', by: 'bea', reason: 'try again' });
		world.hookAnswer = promise;
		await pass(world, controller, 3);
		await world.start({ hooks: [hook('next', 'start')] });
		await pass(world, controller, 3);
		expect(world.asked.map(({ data }) => [data.canary, data.hook])).toEqual([
			[1, 'slow'],
			[2, 'next'],
		]);
		resolve({ outcome: 'ok', tries: 2, said: '200 done' });
		await pass(world, controller, 3);
		expect(world.asked.at(-1)?.data).toMatchObject({ canary: 1, hook: 'last', outcome: 'aborted' });
		const answered = (await world.log()).flatMap(({ canary, event }) =>
			event.kind === 'hooked' ? [[canary, event.name, event.said]] : [],
		);
		expect(answered).toHaveLength(3);
		expect(answered).toEqual(
			expect.arrayContaining([
				[1, 'slow', '200 done'],
				[1, 'last', '200 done'],
				[2, 'next', '200 done'],
			]),
		);
		expect(controller.book.state).toMatchObject({ id: 2, phase: 'sample' });
	});

	it('at the end are given up when another controller leads', async () => {
		const { promise, resolve } = Promise.withResolvers<HookAnswer>();
		world.hookAnswer = promise;
		await world.start({ hooks: [hook('slow', 'end'), hook('last', 'end')] });
		await world.say({ kind: 'aborting', by: 'bea', reason: 'try again' });
		await pass(world, controller, 3);
		await world.start();
		await pass(world, controller, 1);
		await controller.close();
		resolve({ outcome: 'ok', tries: 1 });
		await new Promise(setImmediate);
		expect(heard().map(([, name]) => name)).toEqual(['slow']);
	});
});
