import { mkdir, readlink, rm, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const GIVE_UP_MS = 600_000;

/**
 * Runs `work` while no other process runs anything under the same `path`. The lock is a symlink whose
 * target is its owner's pid; one whose owner died is taken over.
 *
 * @throws when another process holds it for 10 minutes.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
	await mkdir(dirname(path), { recursive: true });
	const until = performance.now() + GIVE_UP_MS;
	while (!(await took(path))) {
		if (performance.now() > until)
			throw new Error(`${path} is held by another process; remove it if that is wrong`);
		await breakIfDead(path);
		await sleep(100);
	}
	try {
		return await work();
	} finally {
		await rm(path, { force: true });
	}
}

async function took(path: string): Promise<boolean> {
	try {
		await symlink(String(process.pid), path);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw error;
	}
}

/** Only one process may judge a lock at a time, or it could remove the lock of the next owner. */
async function breakIfDead(path: string): Promise<void> {
	if (!(await ownerIsDead(path))) return;
	const guard = `${path}.breaking`;
	try {
		await mkdir(guard);
	} catch {
		return;
	}
	try {
		if (await ownerIsDead(path)) await rm(path, { force: true });
	} finally {
		await rm(guard, { recursive: true, force: true });
	}
}

async function ownerIsDead(path: string): Promise<boolean> {
	try {
		process.kill(Number(await readlink(path)), 0);
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ESRCH';
	}
}
