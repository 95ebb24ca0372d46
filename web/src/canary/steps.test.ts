import type { CheckResult } from '@canario/contracts/canary/check-result';
import type { PublicCanary } from '@canario/contracts/canary/public-canary';
import { describe, expect, it } from 'vitest';
import { leftOf, stepsOf } from './steps.ts';

const RUNNING: PublicCanary = {
	...{ id: 1, to: 'green', shares: [5, 25, 100], fromShare: 0, step: 2, phase: 'sample', startedAtMs: 0 },
	...{
		stepAtMs: 0,
		holdMs: 60_000,
		watchedMs: 15_000,
		sampledMs: 15_000,
		passed: [1],
		verdict: 'inconclusive',
		checks: [],
	},
};
const drawn = (more: Partial<Parameters<typeof stepsOf>[0]>) =>
	stepsOf({ ...RUNNING, ...more }).map(({ state, filled }) => `${state} ${filled}`);
const ended = (outcome: 'promoted' | 'rolled-back' | 'aborted') =>
	({ phase: 'ended', ended: { outcome, why: '', atMs: 0 } }) as const;

describe('the steps of a canary', () => {
	it.each([
		['while one is watched', {}, ['passed 1', 'now 0.25', 'ahead 0']],
		['before its weights are set', { phase: 'before', watchedMs: 0 }, ['passed 1', 'now 0', 'ahead 0']],
		['after its checks have passed', { phase: 'after' }, ['passed 1', 'now 1', 'ahead 0']],
		['beyond the least time', { watchedMs: 90_000 }, ['passed 1', 'now 1', 'ahead 0']],
		['without a least time', { holdMs: 0 }, ['passed 1', 'now 1', 'ahead 0']],
		['on the way back', { phase: 'back' }, ['passed 1', 'stopped 0.25', 'ahead 0']],
		[
			'when it has arrived',
			{ ...ended('promoted'), step: 3, passed: [1, 2, 3] },
			['passed 1', 'passed 1', 'passed 1'],
		],
		['where somebody had one go on', { passed: [] }, ['skipped 1', 'now 0.25', 'ahead 0']],
		[
			'when somebody took it all the way',
			{ ...ended('promoted'), step: 3 },
			['passed 1', 'skipped 1', 'skipped 1'],
		],
		['when it went back', ended('rolled-back'), ['passed 1', 'failed 1', 'ahead 0']],
		['when it was aborted', ended('aborted'), ['passed 1', 'stopped 0.25', 'ahead 0']],
	] as const)('%s', (_when, more, steps) => {
		expect(drawn(more)).toEqual(steps);
	});
});

describe('what is left', () => {
	const check = (verdict: CheckResult['verdict'], needed?: number): CheckResult => ({
		...{ metric: 'error-rate', kind: 'threshold', verdict, limit: 0.05, of: 10, why: '' },
		...(needed !== undefined && { needed }),
	});
	const left = (checks: readonly CheckResult[], more: Partial<PublicCanary> = {}) =>
		leftOf({ ...RUNNING, checks: [...checks], ...more });

	it('is what the slowest check needs, and about how long that takes', () => {
		const checks = [check('pass'), check('inconclusive', 200), check('inconclusive', 1_200)];
		expect(left(checks, { leftMs: 90_000 })).toEqual({ kind: 'samples', count: 1_200, ms: 90_000 });
		expect(left(checks)).toEqual({ kind: 'samples', count: 1_200 });
	});

	it('is not known where no number of samples decides', () => {
		expect(left([check('inconclusive'), check('inconclusive', 7)])).toEqual({ kind: 'undecidable' });
	});

	it('is the rest of the least time where everything passes', () => {
		expect(left([check('pass')])).toEqual({ kind: 'hold', ms: 45_000 });
		expect(left([check('pass')], { watchedMs: 60_000 })).toBeUndefined();
	});

	it('is nothing while it stands still, or is between steps', () => {
		expect(left([check('inconclusive', 9)], { still: 'paused' })).toBeUndefined();
		expect(left([check('inconclusive', 9)], { phase: 'back' })).toBeUndefined();
	});
});
