import { Command } from 'commander';
import { placeWords } from '../place-words.ts';
import { stateText } from '../split/split-text.ts';
import { jsonOption } from './place-options.ts';
import { addSplitOptions, type SplitOptions, splitTargetOf } from './split-target-options.ts';

/** `./canario split get`: the weights as they are. */
export function getCommand(): Command {
	const command = new Command('get').description(
		'print the weights as they are, and since when, by whom and why',
	);
	return addSplitOptions(command)
		.addOption(jsonOption('the split'))
		.action(async (options: SplitOptions & { readonly json?: boolean }) => {
			const state = await (await splitTargetOf(options, process.env)).target.read();
			console.log(
				options.json
					? JSON.stringify(state, undefined, '\t')
					: stateText(state, Date.now(), placeWords(options)),
			);
		});
}
