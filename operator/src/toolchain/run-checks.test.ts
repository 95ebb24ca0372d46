import { expect, it } from 'vitest';
import type { CheckResult } from './checks/check.ts';
import { countsOf, runChecks } from './run-checks.ts';

const check = (name: string, status: CheckResult['status'], detail = '') => ({
	name,
	run: async () => ({ status, detail }),
});

it('runs every check and tells of each', async () => {
	const said: string[] = [];
	const checks = [check('a', 'passed'), check('b', 'failed', 'line 3'), check('c', 'skipped', 'no proto')];
	const outcomes = await runChecks(checks, '/', (line) => said.push(line));
	expect(outcomes.map(({ name, status }) => `${name} ${status}`)).toEqual([
		'a passed',
		'b failed',
		'c skipped',
	]);
	expect(said.join('\n')).toMatch(/^✓ a \(.* s\)\n✗ b \(.* s\)\nline 3\n- c skipped: no proto$/);
});

it('counts a check that throws as failed', async () => {
	const broken = { name: 'broken', run: () => Promise.reject(new Error('no such file')) };
	const [outcome] = await runChecks([broken, check('next', 'passed')], '/', () => undefined);
	expect(outcome).toMatchObject({ status: 'failed', detail: 'Error: no such file' });
});

it.each([
	['passed', { passed: 1, failed: 0, skipped: 0 }],
	['failed', { passed: 0, failed: 1, skipped: 0 }],
	['skipped', { passed: 0, failed: 0, skipped: 1 }],
] as const)('counts a check that %s as one', (status, counts) => {
	expect(countsOf({ status, detail: '' })).toEqual(counts);
});
