import { type Command, Option } from 'commander';
import { openAdmin } from '../admin-client.ts';
import { type CanaryAdmin, canaryAdmin } from '../canary/canary-admin.ts';
import { refuseOtherSplit } from '../canary/refuse-other-split.ts';
import { dataOption, wholeOption } from '../traffic/options.ts';
import { jsonOption } from './place-options.ts';
import { type ByOptions, byOf } from './split-options.ts';
import { addObjectOptions, refuseWithoutObject } from './split-target-options.ts';

/** Options of all commands about canaries. */
export interface CanaryOptions extends ByOptions {
	readonly namespace?: string;
	readonly context?: string;
	readonly json?: boolean;
}

/** Gives `command` the options that say where the platform is; `what` is what a program gets to read. */
export const withPlace = (command: Command, what: string): Command =>
	addObjectOptions(command).addOption(dataOption()).addOption(jsonOption(what));

/**
 * Hands `use` the canaries of the platform that the options name; what was opened for them is closed then. Throws as
 * `openAdmin` does, and where the controller drives another object than the one that is named.
 */
export async function withCanaries(
	options: CanaryOptions,
	use: (admin: CanaryAdmin) => Promise<void>,
): Promise<void> {
	const { target, namespace, context } = options;
	refuseWithoutObject(target, { namespace, context });
	const { call, driven, close } = await openAdmin(options, process.env);
	try {
		const admin = canaryAdmin(call, byOf(options));
		if (driven) refuseOtherSplit(await admin.read(), driven);
		await use(admin);
	} finally {
		await close();
	}
}

/** How many there may be at most. */
export const limitOption = (usual: number) =>
	new Option('--limit <n>', 'at most so many').argParser(wholeOption(1, 10_000)).default(usual);

export const printJson = (value: object) => console.log(JSON.stringify(value, undefined, '\t'));
