import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { withFileLock } from './file-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'canario-lock-'));
let path: string;
let count = 0;
beforeEach(() => {
	path = join(folder, 'made-when-needed', `lock-${count++}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('withFileLock', () => {
	it('runs one piece of work at a time', async () => {
		let running = 0;
		let most = 0;
		const work = async () => {
			most = Math.max(most, ++running);
			await sleep(5);
			running--;
		};
		await Promise.all(Array.from({ length: 5 }, () => withFileLock(path, work)));
		expect(most).toBe(1);
	});

	it('hands back what the work gives, and frees the lock also when it throws', async () => {
		expect(await withFileLock(path, async () => 7)).toBe(7);
		const failure = new Error('no room');
		await expect(withFileLock(path, () => Promise.reject(failure))).rejects.toBe(failure);
		expect(existsSync(path)).toBe(false);
	});

	it('takes over from a process that died', async () => {
		const dead = spawn('true');
		await once(dead, 'exit');
		await withFileLock(path, async () => undefined);
		symlinkSync(String(dead.pid), path);
		expect(await withFileLock(path, async () => 'mine')).toBe('mine');
	});
});
