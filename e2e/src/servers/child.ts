import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChildOptions {
	/** What error messages call it. */
	readonly name: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly cwd?: string;
	/** Added to the environment of this process. */
	readonly env?: Readonly<Record<string, string>>;
	/** Asked every 20 ms, with the pid of the process and what it printed so far, until it says true. */
	readonly ready: (pid: number, output: string) => Promise<boolean>;
	/** How long `ready` may take to come true; 20 s unless told. */
	readonly readyWithinMs?: number;
}

export interface Child {
	readonly pid: number;
	/** Everything it printed so far, stdout and stderr as they came. */
	output(): string;
	/** Resolves once the process is gone: with its exit status, or the signal that ended it. */
	readonly exited: Promise<number | NodeJS.Signals | undefined>;
	/** Sends `signal`; for SIGKILL and SIGTERM it resolves when the process is gone. */
	kill(signal: NodeJS.Signals): Promise<void>;
	/** SIGTERM, then SIGKILL after `graceMs` (5 s unless told). Does nothing when it is gone. */
	stop(graceMs?: number): Promise<void>;
}

const alive = new Set<ChildProcess>();
process.once('exit', () => {
	for (const child of alive) child.kill('SIGKILL');
});

/**
 * Starts a process and waits until it is ready.
 *
 * @throws when it ends first or is not ready in time; the message carries what it printed.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
	const { command, args, cwd, env } = options;
	const child = spawn(command, args, {
		...(cwd === undefined ? {} : { cwd }),
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const printed: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => printed.push(text));
		// one that was killed may cut off what it was printing
		stream.on('error', () => {});
	}
	alive.add(child);
	const exited = goneOf(child, printed);
	const handle = handleOf(child, exited, printed);
	try {
		await becomeReady(options, child, handle.output);
		return handle;
	} catch (cause) {
		await handle.stop();
		await exited;
		throw new Error(`${options.name} did not start: ${(cause as Error).message}\n${printed.join('')}`, {
			cause,
		});
	}
}

/** Resolves when the process ended, or could not be started at all. */
async function goneOf(child: ChildProcess, printed: string[]): Child['exited'] {
	try {
		await once(child, 'exit');
	} catch (error) {
		printed.push(String(error));
	} finally {
		alive.delete(child);
	}
	return child.exitCode ?? child.signalCode ?? undefined;
}

const isGone = (child: ChildProcess) =>
	child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function becomeReady(
	{ ready, readyWithinMs = 20_000 }: ChildOptions,
	child: ChildProcess,
	output: () => string,
): Promise<void> {
	const until = performance.now() + readyWithinMs;
	while (!(await ready(child.pid ?? 0, output()))) {
		if (isGone(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode ?? 'no process'}`);
		if (performance.now() > until) throw new Error(`not ready after ${readyWithinMs} ms`);
		await sleep(20);
	}
	// Somebody else may have answered on the port that ours failed to bind.
	if (isGone(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode ?? 'no process'}`);
}

function handleOf(child: ChildProcess, exited: Child['exited'], printed: readonly string[]): Child {
	const kill = async (signal: NodeJS.Signals) => {
		if (isGone(child)) return;
		child.kill(signal);
		if (signal === 'SIGKILL' || signal === 'SIGTERM') await exited;
	};
	return {
		get pid() {
			return child.pid ?? 0;
		},
		output: () => printed.join(''),
		exited,
		kill,
		async stop(graceMs = 5_000) {
			const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
			// A stopped process would never hear SIGTERM.
			await kill('SIGCONT');
			await kill('SIGTERM');
			clearTimeout(force);
		},
	};
}
