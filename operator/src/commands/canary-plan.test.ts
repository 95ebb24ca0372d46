import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planFileSchema } from '@canario/canary/plan-file-schema';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { planCommand } from './canary-plan.ts';
import { throwing } from './testing/throwing.ts';

let dir: string;
let printed: string[];

beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'canario-canary-plan-'));
	vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(`${text}\n`));
	vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
	rmSync(dir, { recursive: true });
	vi.restoreAllMocks();
});

/** Runs a command of `./canario canary plan`; gives what it printed. */
async function plan(...words: string[]): Promise<string> {
	printed = [];
	await throwing(planCommand()).parseAsync(words, { from: 'user' });
	return printed.join('');
}

it('helps to write plans', async () => {
	const example = await plan('example');
	const [, schema = ''] = /\$schema=(\S+)\n/.exec(example) ?? [];
	expect(JSON.parse(readFileSync(schema, 'utf8'))).toEqual(planFileSchema());
	const file = join(dir, 'plan.yaml');
	writeFileSync(file, example);
	const told = await plan('check', file, '--data', dir);
	expect(told).toMatch(/^green in 6 steps\n/);
	expect(told).not.toContain('about');
	const checked = JSON.parse(await plan('check', file, '--json', '--data', dir));
	expect(checked.plan).toMatchObject({ to: 'green', alarmRisk: 0.005, hooks: [] });
	expect(JSON.parse(await plan('schema'))).toEqual(planFileSchema());
	writeFileSync(file, 'to: green\nstep: [5]\n');
	await expect(plan('check', file)).rejects.toThrow(`${file}:2:1 step: unknown field`);
});
