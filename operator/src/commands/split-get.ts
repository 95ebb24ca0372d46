import { Command } from 'commander';
import { stateText } from '../split/split-text.ts';
import { dataOption } from '../traffic/options.ts';
import { jsonOption, targetOption } from './place-options.ts';
import { type ByOptions, splitOf } from './split-options.ts';

/** `./canario split get`: the weights as they are. */
export function getCommand(): Command {
	return new Command('get')
		.description('print the weights as they are, and since when, by whom and why')
		.addOption(targetOption())
		.addOption(dataOption())
		.addOption(jsonOption('the split'))
		.action(async (options: ByOptions & { readonly json?: boolean }) => {
			const state = await splitOf(options, process.env).read();
			console.log(options.json ? JSON.stringify(state, undefined, '\t') : stateText(state, Date.now()));
		});
}
