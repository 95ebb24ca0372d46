import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ServerProcess } from './server-process.ts';

let dir: string;
beforeEach(() => {
	dir = mkdtempSync(join(tmpdir(), 'canario-server-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const optionsOf = (program: string, logFile: string) => ({
	name: 'a server',
	command: process.execPath,
	args: ['-e', program],
	logFile,
	onCrash: () => {},
	signal: new AbortController().signal,
});

describe('a server that ends while it starts', () => {
	it.each([
		['console.log(JSON.stringify({ msg: "SPLIT_WEIGHTS: bad" }))', ': SPLIT_WEIGHTS: bad'],
		[
			'console.log(JSON.stringify({ msg: "start failed", err: { message: "port taken" } }))',
			': start failed: port taken',
		],
		['console.log("plain\\nwords")', ': words'],
		['', ''],
	])('tells its last words and where there are more: %s', async (program, words) => {
		const logFile = join(dir, 'a.log');
		writeFileSync(logFile, 'of an earlier run\n');
		const probe = () => Promise.reject(new Error('not yet'));
		await expect(
			ServerProcess.start({ ...optionsOf(`${program};process.exitCode = 3`, logFile), probe }),
		).rejects.toThrow(`a server ended while it started (status 3)${words}; see ${logFile}`);
	});
});

describe('a start that is interrupted', () => {
	it('leaves no process behind', async () => {
		const interrupt = new AbortController();
		const logFile = join(dir, 'a.log');
		const pids: number[] = [];
		const starting = ServerProcess.start({
			...optionsOf('console.log(process.pid); setInterval(() => {}, 1000)', logFile),
			signal: interrupt.signal,
			probe: async () => {
				const pid = Number(readFileSync(logFile, 'utf8'));
				if (pid > 0) {
					pids.push(pid);
					interrupt.abort();
				}
				throw new Error('not yet');
			},
		});
		await expect(starting).rejects.toThrow(/abort/i);
		await vi.waitFor(() => expect(() => process.kill(pids[0] ?? 0, 0)).toThrow('ESRCH'));
	});

	it('does not begin when it was interrupted before', async () => {
		const options = { ...optionsOf('', join(dir, 'a.log')), signal: AbortSignal.abort() };
		await expect(ServerProcess.start({ ...options, probe: async () => {} })).rejects.toThrow(/abort/i);
	});
});
