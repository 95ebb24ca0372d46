import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../run-command.ts';
import type { Check } from './check.ts';

export interface CommandCheck {
	readonly name: string;
	/** A program of `node_modules/.bin` and its arguments. */
	readonly command: readonly [program: string, ...args: string[]];
	/** Where to run it, below the root. */
	readonly folder?: string;
	/** A path below the root without which there is nothing to check. */
	readonly needs?: string;
}

/** A check that passes when a program from `node_modules` ends with status 0. */
export function commandCheck({ name, command, folder = '.', needs }: CommandCheck): Check {
	const [program, ...args] = command;
	return {
		name,
		async run(root) {
			if (needs !== undefined && !existsSync(join(root, needs))) {
				return { status: 'skipped', detail: `there is no ${needs}` };
			}
			const path = join(root, 'node_modules', '.bin', program);
			const { status, output } = await runCommand(path, args, { cwd: join(root, folder) });
			if (status === 0) return { status: 'passed', detail: '' };
			return { status: 'failed', detail: output.trim() || `${program} ended with ${status ?? 'no status'}` };
		},
	};
}
