import { userInfo } from 'node:os';
import { type AdminSplit, adminSplit } from '@canario/split-targets/admin-split';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { adminOf, type Place } from '../admin-client.ts';
import { dataOption, durationOption, wholeOption } from '../traffic/options.ts';
import { jsonOption, statsOption, targetOption } from './place-options.ts';

/** Options of the commands that change something. */
export interface ByOptions extends Place {
	readonly by?: string;
}

/** The version that a change is meant for. */
export const ifVersionOption = () =>
	new Option('--if-version <n>', 'only if the split has this version still').argParser(
		wholeOption(1, 2 ** 31 - 1),
	);

/** Why, for those who come after. */
export const reasonOption = () =>
	new Option('--reason <text>', 'why, for those who come after').argParser((text) => {
		if (text.trim() !== '' && text.length <= 500) return text.trim();
		throw new InvalidArgumentError('Expected 1 to 500 characters.');
	});

/** Options of the commands that change the weights once and then wait for the observed share. */
export interface ObservedOptions extends ByOptions {
	readonly ifVersion?: number;
	/** Milliseconds, or not at all. */
	readonly wait: number | false;
	readonly stats?: string;
	readonly json?: boolean;
}

/** Gives `command` all of ObservedOptions. */
export function addObservedOptions(command: Command): Command {
	return command
		.addOption(ifVersionOption())
		.addOption(byOption())
		.addOption(
			new Option('--wait <duration>', 'how long to wait for the observed share')
				.argParser(durationOption)
				.default(10_000, '10s'),
		)
		.addOption(new Option('--no-wait', 'do not wait for it'))
		.addOption(targetOption())
		.addOption(statsOption())
		.addOption(dataOption())
		.addOption(jsonOption('the split, and what was observed,'));
}

/** Who acts, for the history. */
export const byOption = () =>
	new Option(
		'--by <name>',
		"who you are, for the history (default: this machine's name for you); a token of your own says it anyhow",
	);

/** The split of the platform that the options name. Throws as `adminOf` does. */
export const splitOf = (options: ByOptions, env: NodeJS.ProcessEnv): AdminSplit =>
	adminSplit(adminOf(options, env), byOf(options));

/** Who acts: who is named, else whoever runs this. */
export const byOf = ({ by }: ByOptions): string | undefined => by ?? userName();

/** The name by which this machine knows who runs this; a container may know none. */
function userName(): string | undefined {
	try {
		return userInfo().username.slice(0, 64) || undefined;
	} catch {
		return undefined;
	}
}
