import { Command } from 'commander';
import { placeWords } from '../place-words.ts';
import { stateText } from '../split/split-text.ts';
import { tellObserved } from '../split/tell-observed.ts';
import { jsonOption } from './place-options.ts';
import { addObservedOptions, type ObservedOptions } from './split-observed-options.ts';
import { byOption, reasonOption } from './split-options.ts';
import {
	addSplitOptions,
	entryVersion,
	type SplitOptions,
	splitOf,
	versionOption,
} from './split-target-options.ts';

const NO_UNDO =
	'./canario split get tells who changed it last, and why; ./canario split set gives it the weights that you want';
const NO_CONFIRM = 'its weights never go back by themselves, so that there is nothing to confirm';

interface UndoOptions extends ObservedOptions {
	readonly reason: string;
}

interface ConfirmOptions extends SplitOptions {
	readonly ifVersion?: string;
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
		.addOption(reasonOption().makeOptionMandatory());
	return addObservedOptions(command)
		.addHelpText('after', UNDO_HELP)
		.action(async (options: UndoOptions) => {
			const { reason, ifVersion } = options;
			const split = await splitOf(options, process.env, NO_UNDO);
			await tellObserved(await split.undo(reason, entryVersion(ifVersion)), options);
		});
}

/** `./canario split confirm`: has weights stay that would go back by themselves. */
export function confirmCommand(): Command {
	const command = new Command('confirm').description(
		'have the weights stay that --revert-after would take back',
	);
	return addSplitOptions(command)
		.addOption(versionOption('--if-version', 'only if the split has this version still'))
		.addOption(byOption())
		.addOption(jsonOption('the split'))
		.action(async (options: ConfirmOptions) => {
			const split = await splitOf(options, process.env, NO_CONFIRM);
			const version = entryVersion(options.ifVersion) ?? (await split.read()).version;
			const state = await split.confirm(version);
			const text = `confirmed: the weights stay\n${stateText(state, Date.now(), placeWords(options))}`;
			console.log(options.json ? JSON.stringify(state, undefined, '\t') : text);
		});
}
