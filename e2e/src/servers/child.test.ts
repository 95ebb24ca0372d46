import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startChild } from './child.ts';
import { freePort } from './free-port.ts';
import { firstReply } from './probe.ts';

const script = (code: string) => ({ name: 'the script', command: process.execPath, args: ['-e', code] });
const always = async () => true;
const isAlive = (pid: number) => {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
};

describe('startChild', () => {
	it('waits until the process is ready', async () => {
		const file = join(tmpdir(), `canario-ready-${process.pid}`);
		const code = `setTimeout(() => fs.writeFileSync(${JSON.stringify(file)}, ''), 100); setInterval(() => {}, 1000)`;
		const child = await startChild({ ...script(code), ready: async () => existsSync(file) });
		expect(existsSync(file)).toBe(true);
		rmSync(file);
		await child.stop();
	});

	it('rejects with what a process printed that ended before it was ready', async () => {
		const start = startChild({
			...script('console.error("no room"); process.exit(3)'),
			ready: async () => false,
		});
		await expect(start).rejects.toThrow(/the script did not start: it ended with 3\n.*no room/s);
	});

	it('ends a process that is not ready in time', async () => {
		const code = `console.log('pid', process.pid); setInterval(() => {}, 1000)`;
		const late = await startChild({ ...script(code), ready: async () => false, readyWithinMs: 500 }).catch(
			String,
		);
		expect(late).toMatch(/not ready after 500 ms/);
		expect(isAlive(Number(/pid (\d+)/.exec(late as string)?.[1]))).toBe(false);
	});

	it('rejects when there is no such program', async () => {
		const start = startChild({
			name: 'nothing',
			command: '/no/such/program',
			args: [],
			ready: async () => false,
		});
		await expect(start).rejects.toThrow(/nothing did not start: it ended with no process\n.*ENOENT/s);
	});

	it('kills a process that ignores SIGTERM once the grace is over', async () => {
		const code = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')`;
		const ignoring = await startChild({ ...script(code), ready: always });
		await expect.poll(() => ignoring.output()).toContain('up');
		await ignoring.stop(100);
		expect(isAlive(ignoring.pid)).toBe(false);
	});

	it('stops a process that is suspended', async () => {
		const child = await startChild({ ...script('setInterval(() => {}, 1000)'), ready: always });
		await child.kill('SIGSTOP');
		await child.stop();
		expect(isAlive(child.pid)).toBe(false);
	});
});

describe('firstReply', () => {
	it('is undefined where nobody listens', async () => {
		expect(await firstReply(await freePort(), Buffer.from('?'), 500)).toBeUndefined();
	});
});
