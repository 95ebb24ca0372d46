import { Command } from 'commander';
import { stateText } from '../split/split-text.ts';
import { tellObserved } from '../split/tell-observed.ts';
import { dataOption } from '../traffic/options.ts';
import { jsonOption, targetOption } from './place-options.ts';
import {
	addObservedOptions,
	type ByOptions,
	byOption,
	ifVersionOption,
	type ObservedOptions,
	reasonOption,
	splitOf,
} from './split-options.ts';

interface UndoOptions extends ObservedOptions {
	readonly reason?: string;
}

interface ConfirmOptions extends ByOptions {
	readonly ifVersion?: number;
	readonly json?: boolean;
}

const UNDO_HELP = `
An undo is a change like any other: it can be undone, which brings back what it took away. Waits as set does.

Examples:
  ./canario split undo --reason "errors"
  ./canario split undo --if-version 7 --reason "not what I meant"`;

/** `./canario split undo`: takes the last change back. */
export function undoCommand(): Command {
	const command = new Command('undo')
		.description('go back to the weights before the last change of them')
		.addOption(reasonOption().default('', 'none'));
	return addObservedOptions(command)
		.addHelpText('after', UNDO_HELP)
		.action(async (options: UndoOptions) => {
			const { reason = '', ifVersion } = options;
			await tellObserved(await splitOf(options, process.env).undo(reason, ifVersion), options);
		});
}

/** `./canario split confirm`: has weights stay that would go back by themselves. */
export function confirmCommand(): Command {
	return new Command('confirm')
		.description('have the weights stay that --revert-after would take back')
		.addOption(ifVersionOption())
		.addOption(byOption())
		.addOption(targetOption())
		.addOption(dataOption())
		.addOption(jsonOption('the split'))
		.action(async (options: ConfirmOptions) => {
			const split = splitOf(options, process.env);
			const version = options.ifVersion ?? (await split.read()).version;
			const state = await split.confirm(version);
			const text = `confirmed: the weights stay\n${stateText(state, Date.now())}`;
			console.log(options.json ? JSON.stringify(state, undefined, '\t') : text);
		});
}
