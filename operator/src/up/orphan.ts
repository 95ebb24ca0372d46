import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '@canario/service-kit/service-error';

const BUDGET_MS = 10_000;

/**
 * Ends the server that an earlier `up`, which was killed, left behind: two servers on one directory would
 * damage it. A process is believed to be that server only when its command line names the directory.
 *
 * @throws {ServiceError} `unavailable` when it does not end.
 */
export async function endOrphan(pidFile: string, directory: string): Promise<void> {
	const pid = pidIn(pidFile);
	if (pid === undefined || !commandOf(pid).includes(directory)) return;
	process.kill(pid, 'SIGTERM');
	const endsAtMs = performance.now() + BUDGET_MS;
	while (commandOf(pid).includes(directory)) {
		if (performance.now() > endsAtMs) {
			throw new ServiceError(
				'unavailable',
				`a server that was left behind (pid ${pid}) does not end: end it, then start again`,
			);
		}
		await sleep(50);
	}
}

function pidIn(file: string): number | undefined {
	try {
		const pid = Number(readFileSync(file, 'utf8').trim());
		return Number.isInteger(pid) && pid > 1 ? pid : undefined;
	} catch {
		return undefined;
	}
}

/** The command line of a process; empty when there is none. */
function commandOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		if (existsSync('/proc/self')) return '';
	}
	try {
		return execFileSync('ps', ['-o', 'args=', '-p', `${pid}`], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
		});
	} catch {
		return '';
	}
}
