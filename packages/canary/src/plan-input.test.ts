import { readFileSync } from 'node:fs';
import { canaryPlan, METRICS } from '@canario/contracts/canary/plan';
import { describe, expect, it } from 'vitest';
import { planFileSchema } from './plan-file-schema.ts';
import { planJsonSchema, planOf } from './plan-input.ts';
import { type PlanInput, planInput } from './plan-shape.ts';

const SCHEMA = new URL('../../../docs/canary-plan.schema.json', import.meta.url);
const least: PlanInput = { to: 'green', steps: [5, 100] };
const meant = (input: PlanInput) => planOf(planInput.parse(input));
const messages = (input: unknown) =>
	planInput.safeParse(input).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('a plan', () => {
	it('needs no more than a lane and steps', () => {
		const plan = meant(least);
		expect(canaryPlan.parse(plan)).toEqual(plan);
		expect(plan).toMatchObject({
			to: 'green',
			steps: [
				{ share: 5, holdMs: 60_000 },
				{ share: 100, holdMs: 60_000 },
			],
			alarmRisk: 0.01,
			passRisk: 0.05,
			patienceMs: 600_000,
			rollback: { mode: 'at-once' },
			hooks: [],
		});
		expect(plan.checks.map(({ metric }) => metric)).toEqual([
			'error-rate',
			'ack-p95',
			'durable-p95',
			'loss',
			'conflict',
		]);
	});

	it('has the least time of a step where it is written, and of all others where that is', () => {
		const { steps } = meant({ ...least, steps: [1, { share: 2, hold: '5m' }, { share: 3 }], every: '10s' });
		expect(steps.map(({ holdMs }) => holdMs)).toEqual([10_000, 300_000, 10_000]);
	});

	it('has its checks in one order, however they are written', () => {
		const checks = Object.fromEntries(METRICS.toReversed().map((metric) => [metric, { comparison: '0' }]));
		expect(meant({ ...least, checks }).checks.map(({ metric }) => metric)).toEqual([...METRICS]);
	});

	it('may check nothing', () => {
		expect(meant({ ...least, checks: {} }).checks).toEqual([]);
	});

	it('has amounts in the units of the metric', () => {
		const checks = {
			'error-rate': { threshold: '2%', comparison: '+1pp' },
			'ack-p50': { comparison: '10%' },
			'ack-p95': { threshold: '1.5s', comparison: '+50ms' },
		};
		expect(meant({ ...least, checks }).checks).toEqual([
			{ metric: 'error-rate', threshold: 0.02, comparison: { by: 'difference', limit: 0.01 } },
			{ metric: 'ack-p50', comparison: { by: 'ratio', limit: 0.1 } },
			{ metric: 'ack-p95', threshold: 1_500, comparison: { by: 'difference', limit: 50 } },
		]);
	});

	it('goes back gradually, and calls hooks with times of their own', () => {
		const plan = meant({
			...least,
			rollback: { points: 20, every: '5s' },
			hooks: [{ name: 'smoke', at: 'before-step', url: 'http://127.0.0.1/x', gate: true, timeout: '30s' }],
		});
		expect(plan.rollback).toEqual({ mode: 'gradual', points: 20, everyMs: 5_000 });
		expect(plan.hooks).toEqual([
			{
				name: 'smoke',
				at: 'before-step',
				url: 'http://127.0.0.1/x',
				gate: true,
				timeoutMs: 30_000,
				retries: 2,
			},
		]);
	});

	it.each([
		['steps that do not grow', { ...least, steps: [5, 5] }, 'steps.1: expected more than the step before'],
		['a check of nothing', { ...least, checks: { loss: {} } }, 'checks.loss: expected a threshold'],
		['no risk at all', { ...least, alarmRisk: '0%' }, 'alarmRisk: expected more than 0%'],
		['a risk of a half', { ...least, passRisk: '50%' }, 'less than 50%'],
		['a time that no timer can wait', { ...least, every: '99999h' }, 'every: expected at most 24 days'],
		[
			'a limit that no timer could wait',
			{ ...least, checks: { 'ack-p95': { threshold: '1s', comparison: '+99999m' } } },
			'checks.ack-p95.comparison: expected at most 24 days',
		],
		[
			'a way back without a pause',
			{ ...least, rollback: { points: 5, every: '0ms' } },
			'rollback.every: expected 1ms or more',
		],
		[
			'a hook that may not take any time',
			{ ...least, hooks: [{ name: 'a', at: 'end', url: 'http://x', timeout: '0s' }] },
			'hooks.0.timeout: expected 1ms or more',
		],
		['a share in points as a threshold', { ...least, checks: { loss: { threshold: '1pp' } } }, 'such as 2%'],
		['a field that there is not', { ...least, step: 1 }, 'Unrecognized key: "step"'],
		[
			'a gate after the fact',
			{ ...least, hooks: [{ name: 'a', at: 'end', url: 'http://x', gate: true }] },
			'hooks.0.gate: only with at: start or before-step',
		],
		[
			'two hooks of one name',
			{ ...least, hooks: ['start', 'end'].map((at) => ({ name: 'a', at, url: 'http://x' })) },
			'hooks.1.name: another hook has that name',
		],
		[
			'a hook that is no web address',
			{ ...least, hooks: [{ name: 'a', at: 'end', url: 'file:///etc/passwd' }] },
			'hooks.0.url: expected a URL of http or https',
		],
		...['ana:secret@', 'ana@', ':secret@'].map((user): [string, PlanInput, string] => [
			`a hook that logs in as ${user}`,
			{ ...least, hooks: [{ name: 'a', at: 'end', url: `http://${user}hooks.example/x` }] },
			'hooks.0.url: must not contain a user or a password',
		]),
	])('is not read with %s', (_, input, message) => {
		expect(messages(input).join('; ')).toContain(message);
	});

	it('has a JSON Schema, and the published one is it', () => {
		const published: unknown = JSON.parse(readFileSync(SCHEMA, 'utf8'));
		expect(published).toEqual(planFileSchema());
		expect(planFileSchema()).toEqual({ ...planJsonSchema(), $id: 'urn:canario:canary-plan' });
	});
});
