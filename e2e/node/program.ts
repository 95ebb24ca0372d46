import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** How a program ended. */
export interface Ended {
	readonly status: number;
	readonly stdout: string;
	readonly stderr: string;
}

/** Runs a program to its end, with `input` on its standard input. */
export async function runProgram(
	command: string,
	args: readonly string[],
	{ input = '', timeoutMs = 120_000 }: { readonly input?: string; readonly timeoutMs?: number } = {},
): Promise<Ended> {
	const child = spawn(command, args, { stdio: 'pipe', timeout: timeoutMs });
	// one that ends without reading is told by its status
	child.stdin.on('error', () => {});
	child.stdin.end(input);
	const [[status], stdout, stderr] = await Promise.all([
		once(child, 'close') as Promise<[number | null]>,
		text(child.stdout),
		text(child.stderr),
	]);
	return { status: status ?? -1, stdout, stderr };
}

/**
 * What a program prints.
 *
 * @throws when it ends with another status than 0; the message carries what it said.
 */
export async function outputOf(
	command: string,
	args: readonly string[],
	options: Parameters<typeof runProgram>[2] = {},
): Promise<string> {
	const { status, stdout, stderr } = await runProgram(command, args, options);
	if (status === 0) return stdout;
	throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr || stdout}`);
}
