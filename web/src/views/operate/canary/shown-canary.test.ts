import type { PublicCanary } from '@canario/contracts/canary/public-canary';
import type { CanaryState } from '@canario/contracts/canary/state';
import { expect, it } from 'vitest';
import { shownCanary } from './shown-canary.ts';

const STATE: CanaryState = {
	...{ id: 3, by: 'ana', reason: 'new', startedAtMs: 1, from: { blue: 9, green: 1 }, version: 4 },
	...{ weights: { blue: 75, green: 25 }, step: 2, phase: 'sample', phaseAtMs: 5, stepAtMs: 5, samples: 2 },
	...{ hooked: [], passed: [1], checks: [] },
	plan: {
		to: 'green',
		steps: [5, 25, 100].map((share) => ({ share, holdMs: 60_000 })),
		...{ checks: [], alarmRisk: 0.01, passRisk: 0.05, patienceMs: 0, hooks: [] },
		rollback: { mode: 'at-once' },
	},
};
const NOW: PublicCanary = {
	...{ id: 3, to: 'green', shares: [5, 25, 100], fromShare: 0.1, step: 2, phase: 'sample', startedAtMs: 1 },
	...{
		stepAtMs: 5,
		holdMs: 60_000,
		watchedMs: 9_000,
		sampledMs: 9_500,
		passed: [1],
		verdict: 'pass',
		checks: [],
	},
};
const ended = { outcome: 'aborted', why: 'enough', atMs: 9 } as const;

it('shows what the controller sees', () => {
	expect(shownCanary({ controlled: true, canary: STATE, now: NOW })).toBe(NOW);
});

it('shows what the log says where no controller is, or its report is of before', () => {
	const fromLog = {
		id: 3,
		step: 2,
		fromShare: 0.1,
		holdMs: 60_000,
		watchedMs: 0,
		passed: [1],
		verdict: 'none',
	};
	expect(shownCanary({ controlled: false, canary: STATE })).toMatchObject(fromLog);
	expect(shownCanary({ controlled: true, canary: STATE, now: { ...NOW, id: 2 } })).toMatchObject(fromLog);
	expect(shownCanary({ controlled: true, canary: STATE, now: { ...NOW, step: 1 } })).toMatchObject(fromLog);
});

it('knows of an end before the controller tells it', () => {
	const canary = { ...STATE, phase: 'ended', ended } as const;
	expect(shownCanary({ controlled: true, canary, now: NOW })).toMatchObject({ ended, watchedMs: 9_000 });
});

it('tells why it stands still', () => {
	const act = { by: 'ana', reason: 'x', atMs: 1 };
	const stillOf = (more: Partial<CanaryState>) =>
		shownCanary({ controlled: true, canary: { ...STATE, ...more } })?.still;
	expect(stillOf({})).toBeUndefined();
	expect(stillOf({ waiting: { for: 'gate', why: '', atMs: 1 } })).toBe('gate');
	expect(stillOf({ paused: act, held: { why: '', atMs: 1 } })).toBe('paused');
});

it('shows nothing before the first', () => {
	expect(shownCanary({ controlled: true })).toBeUndefined();
});
