import { describe, expect, it } from 'vitest';
import { durationText, plannedBy, rollbackOption, stepsOption } from './plan-options.ts';

const FILE = { file: 'plan.yaml', text: 'to: blue\nsteps: [5, 50]\nevery: 2m\nchecks: {}\n' };

describe('the plan of a command line', () => {
	it('is what the options say, with the defaults of a plan', () => {
		const { input, plan } = plannedBy({ to: 'green', steps: [5, 100], every: '30s' });
		expect(input).toEqual({ to: 'green', steps: [5, 100], every: '30s' });
		expect(plan).toMatchObject({ to: 'green', patienceMs: 600_000, steps: [{ holdMs: 30_000 }, {}] });
		expect(plan.checks).not.toEqual([]);
	});

	it('is that of the file, where the options say nothing else', () => {
		expect(plannedBy({}, FILE).input).toEqual({ to: 'blue', steps: [5, 50], every: '2m', checks: {} });
		const { input } = plannedBy({ to: 'green', steps: [10], patience: '1m', rollback: 'at-once' }, FILE);
		expect(input).toEqual({
			to: 'green',
			steps: [10],
			every: '2m',
			checks: {},
			patience: '1m',
			rollback: 'at-once',
		});
	});

	it('is refused with the place in the file, or the name of what is wrong', () => {
		expect(() => plannedBy({}, { file: 'plan.yaml', text: 'to: blue\nsteps: [5, 5]' })).toThrow(
			/plan\.yaml:2:12 steps\[1\]: expected more/,
		);
		expect(() => plannedBy({ to: 'green' })).toThrow('the plan cannot be used: steps: is missing');
	});
});

describe('an option of a plan', () => {
	it('has shares that grow', () => {
		expect(stepsOption('5,25,50,100')).toEqual([5, 25, 50, 100]);
		expect(stepsOption(' 5, 25')).toEqual([5, 25]);
		for (const text of ['', '0', '5,5', '50,25', '101', '5,', '5.5', '-5', 'all']) {
			expect(() => stepsOption(text)).toThrow(/5,25,50,100/);
		}
	});

	it('has a way back: at once, or points and a pause', () => {
		expect(rollbackOption('at-once')).toBe('at-once');
		expect(rollbackOption('gradual:10/5s')).toEqual({ points: 10, every: '5s' });
		for (const text of ['gradual', 'gradual:0/5s', 'gradual:101/5s', 'gradual:10/', 'gradual:10/5', 'slow']) {
			expect(() => rollbackOption(text)).toThrow();
		}
	});

	it('has durations as a plan has them', () => {
		expect(durationText('90s')).toBe('90s');
		expect(() => durationText('90')).toThrow(/write it as/);
	});
});
