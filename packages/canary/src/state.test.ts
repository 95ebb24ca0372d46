import type { CanaryEvent } from '@canario/contracts/canary/event';
import { describe, expect, it } from 'vitest';
import { canaryAfter } from './state.ts';
import { FIRST_STEP, started, stateOf } from './testing/some-canary.ts';

const act = { by: 'bea', reason: 'lunch' };
const watched = [started(), ...FIRST_STEP];

describe('the state of a canary', () => {
	it('begins with the weights that there were, before its first step', () => {
		expect(stateOf(started())).toMatchObject({
			...{ id: 1, by: 'ana', step: 1, phase: 'start', samples: 0, version: 1 },
			...{ from: { blue: 100, green: 0 }, weights: { blue: 100, green: 0 } },
		});
	});

	it('is that of a step that is watched, once its weights are set', () => {
		const state = stateOf(...watched);
		expect(state).toMatchObject({ phase: 'sample', step: 1, samples: 1, version: 2, phaseAtMs: 3_000 });
		expect(state.shifting).toBeUndefined();
	});

	it('knows what is about to be set', () => {
		expect(stateOf(started(), ...FIRST_STEP.slice(0, 2))).toMatchObject({
			...{ phase: 'before', version: 1 },
			shifting: { weights: { blue: 90, green: 10 }, ifVersion: 1 },
		});
	});

	it('goes on to the next step when one passes, and keeps the checks', () => {
		const state = stateOf(
			...watched,
			{ kind: 'judged', verdict: 'pass', checks: [] },
			{ kind: 'step', step: 2 },
		);
		expect(state).toMatchObject({ phase: 'before', step: 2, samples: 1, stepAtMs: 6_000 });
	});

	it('forgets the hooks of a phase with the phase', () => {
		const hooked = { kind: 'hooked', name: 'a', at: 'start', outcome: 'ok', tries: 1 } as const;
		expect(stateOf(started(), hooked).hooked).toEqual(['a']);
		expect(stateOf(started(), hooked, { kind: 'step', step: 1 }).hooked).toEqual([]);
	});

	it('has a gate passed by its yes alone, whatever older logs say of its no; any other hook by its call', () => {
		const hooks = [
			{ name: 'gate', at: 'start', gate: true, url: 'http://127.0.0.1:9/' },
			{ name: 'chat', at: 'start', url: 'http://127.0.0.1:9/' },
		] as const;
		const begun = started({ hooks: [...hooks] });
		const said = (name: string, outcome: 'ok' | 'refused') =>
			({ kind: 'hooked', name, at: 'start', outcome, tries: 1 }) as const;
		const torn = [begun, said('gate', 'refused')] as const;
		expect(stateOf(...torn)).toEqual(stateOf(begun));
		expect(stateOf(...torn, said('gate', 'ok')).hooked).toEqual(['gate']);
		expect(stateOf(begun, said('chat', 'refused')).hooked).toEqual(['chat']);
		expect(stateOf(...torn, { kind: 'ended', outcome: 'refused', why: 'no' })).toMatchObject({
			...{ phase: 'ended', ended: { outcome: 'refused', why: 'no' } },
		});
	});

	it('is paused, held, waiting, and goes on', () => {
		const still: CanaryEvent[] = [
			...watched,
			{ kind: 'paused', ...act },
			{ kind: 'held', why: 'undecided', checks: [] },
			{ kind: 'waiting', for: 'traffic', why: 'none' },
		];
		expect(stateOf(...still)).toMatchObject({
			paused: act,
			held: { why: 'undecided' },
			waiting: { for: 'traffic' },
		});
		const { paused, held, waiting } = stateOf(...still, { kind: 'resumed', ...act });
		expect([paused, held, waiting]).toEqual([undefined, undefined, undefined]);
		expect(stateOf(...still, { kind: 'went-on' }).waiting).toBeUndefined();
	});

	it('skips what it waits for by an operator word', () => {
		expect(stateOf(...watched, { kind: 'promoted', ...act, full: false })).toMatchObject({
			phase: 'after',
			step: 1,
		});
		expect(stateOf(started(), { kind: 'promoted', ...act, full: false })).toMatchObject({
			...{ phase: 'start', skipGates: true },
		});
	});

	it('goes to its last weights at once, and is not taken to be there by a change that was under way', () => {
		const full = [started(), ...FIRST_STEP.slice(0, 2), { kind: 'promoted', ...act, full: true }] as const;
		expect(stateOf(...full)).toMatchObject({ phase: 'before', step: 2, full: true, skipGates: true });
		const late = stateOf(...full, { kind: 'shifted', weights: { blue: 90, green: 10 }, version: 2 });
		expect(late).toMatchObject({ phase: 'before', step: 2, version: 2 });
		const there = stateOf(...full, { kind: 'shifted', weights: { blue: 0, green: 100 }, version: 3 });
		expect(there).toMatchObject({ phase: 'after', step: 2, version: 3 });
	});

	it('goes back, step by step, until it has ended', () => {
		const back = [...watched, { kind: 'paused', ...act }, { kind: 'aborting', ...act }] as const;
		expect(stateOf(...back)).toMatchObject({
			phase: 'back',
			back: { outcome: 'aborted', why: 'aborted by bea: lunch' },
		});
		expect(stateOf(...back).paused).toBeUndefined();
		const there = [...back, { kind: 'shifted', weights: { blue: 100, green: 0 }, version: 3 }] as const;
		expect(stateOf(...there)).toMatchObject({ phase: 'back', weights: { green: 0 }, backAtMs: 7_000 });
		expect(stateOf(...there, { kind: 'ended', outcome: 'aborted', why: 'lunch' })).toMatchObject({
			phase: 'ended',
			ended: { outcome: 'aborted', why: 'lunch', atMs: 8_000 },
		});
	});

	it('goes back by the check that failed alone, and by what older logs say after it', () => {
		const check = { verdict: 'fail', why: 'errors 5 %' };
		const failed = { kind: 'judged', verdict: 'fail', checks: [check] } as unknown as CanaryEvent;
		const back = { outcome: 'rolled-back', why: 'errors 5 %' };
		expect(stateOf(...watched, { kind: 'paused', ...act }, failed)).toMatchObject({
			...{ phase: 'back', back, checks: [check], passed: [] },
		});
		expect(stateOf(...watched, failed, { kind: 'rolling-back', why: 'errors 5 %' })).toMatchObject({ back });
	});

	it('goes back at once when it is aborted on its way, and for the reason that it had', () => {
		const slowly = started({ rollback: { points: 10, every: '5s' } });
		const back = stateOf(slowly, ...FIRST_STEP, { kind: 'aborting', ...act });
		expect(back.plan.rollback.mode).toBe('gradual');
		const hastened = stateOf(
			slowly,
			...FIRST_STEP,
			{ kind: 'aborting', ...act },
			{ kind: 'aborting', by: 'ana', reason: 'now' },
		);
		expect(hastened).toEqual({ ...back, plan: { ...back.plan, rollback: { mode: 'at-once' } } });
	});

	it('is not changed by what comes late of a canary before', () => {
		const state = stateOf(...watched);
		const late = { seq: 9, atMs: 9, canary: 7, event: { kind: 'went-on' } } as const;
		expect(canaryAfter(state, late)).toBe(state);
		expect(canaryAfter(undefined, late)).toBeUndefined();
	});
});
