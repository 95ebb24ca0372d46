import { resolve } from 'node:path';
import { startChild } from './servers/child.ts';

/** A line to a port of this machine that holds little and can stand still. */
export interface SlowLine {
	/** `http:` address of its near end. */
	readonly url: string;
	/** From now on nothing gets through, as with viewers whose processes are stopped. */
	halt(): Promise<void>;
	/** It flows again. */
	flow(): Promise<void>;
	close(): Promise<void>;
}

/** Needs Python, which SecantusDB needs as well. */
export async function startSlowLine(targetUrl: string): Promise<SlowLine> {
	const child = await startChild({
		name: 'the slow line',
		command: 'python3',
		args: [resolve(import.meta.dirname, 'slow-line.py'), new URL(targetUrl).port],
		ready: async (_pid, output) => /^\d+\n/.test(output),
	});
	return {
		url: `http://127.0.0.1:${Number.parseInt(child.output(), 10)}`,
		halt: () => child.kill('SIGSTOP'),
		flow: () => child.kill('SIGCONT'),
		close: () => child.stop(),
	};
}
