import { type Command, Option } from 'commander';
import { durationOption } from '../traffic/options.ts';
import { jsonOption, statsOption } from './place-options.ts';
import { byOption } from './split-options.ts';
import { addSplitOptions, type SplitOptions, versionOption } from './split-target-options.ts';

/** Options of the commands that change the weights once and then wait for the observed share. */
export interface ObservedOptions extends SplitOptions {
	readonly ifVersion?: string;
	/** Milliseconds, or not at all. */
	readonly wait: number | false;
	readonly stats?: string;
	readonly json?: boolean;
}

/** Gives `command` all of ObservedOptions. */
export function addObservedOptions(command: Command): Command {
	return addSplitOptions(command)
		.addOption(versionOption('--if-version', 'only if the split has this version still'))
		.addOption(byOption())
		.addOption(
			new Option('--wait <duration>', 'how long to wait for the observed share')
				.argParser(durationOption)
				.default(10_000, '10s'),
		)
		.addOption(new Option('--no-wait', 'do not wait for it'))
		.addOption(statsOption())
		.addOption(jsonOption('the split, and what was observed,'));
}
