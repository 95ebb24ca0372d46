import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Memory that a process has in RAM at this moment, megabytes. */
export async function residentMb(pid: number): Promise<number> {
	const { stdout } = await run('ps', ['-o', 'rss=', '-p', `${pid}`]);
	return Number(stdout) / 1_024;
}

/** The most memory that a process had while `work` ran, looked at every 50 ms, megabytes. */
export async function peakMbDuring(pid: number, work: () => Promise<unknown>): Promise<number> {
	let peak = await residentMb(pid);
	let over = false;
	const watching = (async () => {
		while (!over) {
			peak = Math.max(peak, await residentMb(pid));
			await sleep(50);
		}
	})();
	await work().finally(() => {
		over = true;
	});
	await watching;
	return peak;
}
