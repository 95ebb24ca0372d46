import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../toolchain/run-command.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const quiet = ['--disable-warning=ExperimentalWarning', MAIN, 'test'];
const env = { ...process.env, CI: '', NO_COLOR: '1', FORCE_COLOR: undefined };
const canarioTest = (...args: string[]) => runCommand(process.execPath, [...quiet, ...args], { env });

describe('canario test', { timeout: 30_000 }, () => {
	it('ends in one plain line of counts and exits 0 when all passed', async () => {
		const { status, output } = await canarioTest('--only', 'unit', 'toolchain/verdict');
		expect(output.trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, 0 failed, 0 skipped$/);
		expect(output).not.toMatch(/^0 passed/m);
		expect(status).toBe(0);
	});

	it('exits 1 when nothing was run', async () => {
		const { status, output } = await canarioTest('--only', 'unit', 'no-such-file');
		expect(output.trimEnd().split('\n').at(-1)).toBe('0 passed, 0 failed, 0 skipped');
		expect(status).toBe(1);
	});

	it('runs one check by its name', async () => {
		const { output } = await canarioTest('--only', 'checks', 'arrows');
		expect(output).toMatch(/^[✓✗] arrows/);
		expect(output).not.toContain('biome');
	});

	it('says what --only takes', async () => {
		const { status, output } = await canarioTest('--only', 'everything');
		expect(output).toContain('Allowed choices are checks, unit, integration, e2e, node');
		expect(status).toBe(1);
	});
});
