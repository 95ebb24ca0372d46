import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endOrphan } from './orphan.ts';

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'canario-orphan-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A process whose command line names `argument`, and the file with its pid. */
async function running(argument: string) {
	const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)', argument]);
	await once(child.stdout, 'data');
	const pidFile = join(dir, 'server.pid');
	writeFileSync(pidFile, `${child.pid}\n`);
	return { child, pidFile, ended: once(child, 'exit') };
}

describe('ending an orphan', () => {
	it('ends the server that was left on the directory', async () => {
		const { child, pidFile, ended } = await running(dir);
		await endOrphan(pidFile, dir);
		await ended;
		expect(child.signalCode).toBe('SIGTERM');
	});

	it('leaves a process alone that only has its old number', async () => {
		const { child, pidFile, ended } = await running('/somewhere/else');
		await endOrphan(pidFile, dir);
		expect(child.exitCode ?? child.signalCode).toBeNull();
		child.kill();
		await ended;
	});

	it('has nothing to do without a file, or with one that holds no number', async () => {
		await expect(endOrphan(join(dir, 'none.pid'), dir)).resolves.toBeUndefined();
		writeFileSync(join(dir, 'odd.pid'), 'x');
		await expect(endOrphan(join(dir, 'odd.pid'), dir)).resolves.toBeUndefined();
	});
});
