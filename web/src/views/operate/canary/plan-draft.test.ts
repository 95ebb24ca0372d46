import { planInput as shape } from '@canario/canary/plan-shape';
import { expect, it } from 'vitest';
import { planInput, planTo, usualPlan, wrongIn } from './plan-draft.ts';

const USUAL = usualPlan({ blue: 90, green: 10 });

it('begins as a plan that says nothing but its lane and its steps', () => {
	expect(shape.parse(planInput(usualPlan({ blue: 100, green: 0 })))).toEqual(
		shape.parse({ to: 'green', steps: [5, 25, 50, 100], patience: '600s' }),
	);
});

it('goes to the lane that has less, by steps that give it more', () => {
	expect(USUAL).toMatchObject({ to: 'green', steps: '25, 50, 100' });
	expect(usualPlan({ blue: 30, green: 70 })).toMatchObject({ to: 'blue', steps: '50, 100' });
	expect(planTo('blue', { blue: 100, green: 0 }).steps).toBe('100');
});

it('asks for what was written', () => {
	const checks = { ...USUAL.checks, 'error-rate': { threshold: ' 2 %', comparison: '' } };
	const draft = { ...USUAL, steps: '10 50', every: { text: '0.5', unit: 's' }, checks } as const;
	const gradual = {
		...draft,
		rollback: 'gradual',
		points: '20',
		backEvery: { text: '1', unit: 'min' },
	} as const;
	expect(planInput(gradual)).toMatchObject({
		...{ steps: [10, 50], every: '500ms', rollback: { points: 20, every: '60s' }, alarmRisk: '1%' },
		checks: { 'error-rate': { threshold: '2%' }, loss: { threshold: '0' }, conflict: { comparison: '+2pp' } },
	});
	expect(shape.safeParse(planInput(gradual)).error).toBeUndefined();
});

it.each([
	[{}, []],
	[{ steps: '100' }, []],
	[{ steps: '' }, ['steps']],
	[{ steps: '50, 25' }, ['steps']],
	[{ steps: '5, 101' }, ['steps']],
	[{ steps: '5, x' }, ['steps']],
	[{ steps: '2.5' }, ['steps']],
	[{ every: { text: '0', unit: 's' } }, ['every']],
	[{ alarmRisk: '50', passRisk: '' }, ['alarmRisk', 'passRisk']],
	[{ points: '0' }, []],
	[{ points: '0', rollback: 'gradual' }, ['points']],
] as const)('of %j finds wrong %j', (typed, wrong) => {
	expect(wrongIn({ ...USUAL, ...typed })).toEqual(wrong);
});
