import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** `./canario canary …` with `input` as its standard input. */
const canary = (input: string, ...args: string[]) =>
	spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, 'canary', ...args], {
		input,
		encoding: 'utf8',
	});

describe('the exit status of ./canario canary', { timeout: 30_000 }, () => {
	it.each(['start --to green', 'plan check', 'none'])('is 1 where the words cannot be read: %s', (words) => {
		const { status, stdout, stderr } = canary('', ...words.split(' '));
		expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
		expect(stderr).toMatch(/^error: /);
	});

	it('is 1 where a plan cannot be used, with every place', () => {
		const { status, stderr } = canary('to: green\nsteps: [5, 5]\nbogus: 1\n', 'plan', 'check', '-');
		expect(status).toBe(1);
		expect(stderr).toBe(
			'canario: the plan cannot be used:\n  stdin:2:12 steps[1]: expected more than the step before\n  stdin:3:1 bogus: unknown field\n',
		);
	});

	it('is 0 for help, which has examples that can be typed', () => {
		const { status, stdout } = canary('', 'start', '--help');
		expect(status).toBe(0);
		expect(stdout).toContain('./canario canary start --plan docs/plans/careful.yaml');
	});
});
