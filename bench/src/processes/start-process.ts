import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownChild } from './own-child.ts';

const READY_BUDGET_MS = 30_000;
const STOP_BUDGET_MS = 15_000;

/** A process that was started, and is ended by `close`. */
export interface Started {
	readonly pid: number;
	close(): Promise<void>;
}

interface ServerOptions {
	readonly command: string;
	readonly args: readonly string[];
	readonly env?: NodeJS.ProcessEnv;
	/** Asked every 50 ms until it says true; sees what the process printed by then. */
	readonly ready: (printed: string) => Promise<boolean> | boolean;
}

/**
 * Starts a server and waits until it is ready.
 *
 * @throws {Error} with what it printed, when it ends first or is not ready within 30 s.
 */
export async function startServer({ command, args, env, ready }: ServerOptions): Promise<Started> {
	const child = ownChild(
		spawn(command, [...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] }),
	);
	let printed = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => {
			// What matters comes early; a server that talks for ever does not fill the memory.
			if (printed.length < 100_000) printed += text;
		});
	}
	child.once('error', (error) => {
		printed += error.message;
	});
	const endsAtMs = performance.now() + READY_BUDGET_MS;
	while (!(await ready(printed))) {
		if (hasEnded(child) || performance.now() > endsAtMs) {
			child.kill('SIGKILL');
			throw new Error(`${command} did not start: ${printed.trim()}`);
		}
		await sleep(50);
	}
	return startedOf(child);
}

/** Ends it by SIGTERM, and by SIGKILL when that takes more than 15 s. */
export function startedOf(child: ChildProcess): Started {
	return {
		pid: child.pid ?? 0,
		async close() {
			if (hasEnded(child)) return;
			const exited = once(child, 'exit');
			child.kill('SIGTERM');
			const force = setTimeout(() => child.kill('SIGKILL'), STOP_BUDGET_MS);
			await exited;
			clearTimeout(force);
		},
	};
}

const hasEnded = (child: ChildProcess) =>
	child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
