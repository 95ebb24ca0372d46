import { spawn } from 'node:child_process';

export interface CommandResult {
	/** `undefined` when it could not be started, was killed, or ran out of time. */
	readonly status: number | undefined;
	/** stdout and stderr as they came. */
	readonly output: string;
	readonly durationMs: number;
}

export interface CommandOptions {
	readonly cwd?: string;
	readonly env?: NodeJS.ProcessEnv;
	/** Killed after this long; 10 minutes unless told. */
	readonly timeoutMs?: number;
}

/** Runs a command to its end and captures what it prints. Never rejects; stdin is empty. */
export function runCommand(
	command: string,
	args: readonly string[],
	{ cwd = process.cwd(), env = process.env, timeoutMs = 600_000 }: CommandOptions = {},
): Promise<CommandResult> {
	const startedMs = performance.now();
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				output += text;
			});
		}
		const end = (status: number | undefined) =>
			resolve({ status, output, durationMs: performance.now() - startedMs });
		child.once('error', (error) => {
			output += `${error.message}\n`;
			end(undefined);
		});
		child.once('close', (status) => end(status ?? undefined));
	});
}

/** The last line that says something, for a reason of one line. */
export function lastLine(output: string): string {
	return output.trim().split('\n').at(-1)?.trim() ?? '';
}
