import { adminSplitTarget } from '@canario/split-targets/admin-split-target';
import { Command, Option } from 'commander';
import { changeLine, weightsWords } from '../split/split-text.ts';
import { dataOption, wholeOption } from '../traffic/options.ts';
import { stopOnSignals } from '../traffic/stop-on-signals.ts';
import { jsonOption, targetOption } from './place-options.ts';
import { type ByOptions, splitOf } from './split-options.ts';

interface Options extends ByOptions {
	readonly after?: number;
	readonly json?: boolean;
}

/** `./canario split watch`: each change as it comes. */
export function watchCommand(): Command {
	return new Command('watch')
		.description('print each change of the weights as it comes, until Ctrl-C')
		.addOption(
			new Option('--after <version>', 'begin with what came after this version').argParser(
				wholeOption(1, 2 ** 31 - 1),
			),
		)
		.addOption(targetOption())
		.addOption(dataOption())
		.addOption(jsonOption('a line for each change'))
		.action(async (options: Options) => {
			const { json } = options;
			const split = splitOf(options, process.env);
			const { weights, version } = await split.read();
			if (!json)
				process.stderr.write(`version ${version}: ${weightsWords(weights)}; Ctrl-C ends the watch\n`);
			const { signal, end } = stopOnSignals();
			const onTrouble = ({ message }: Error) => process.stderr.write(`${message}: trying again …\n`);
			try {
				const watching = { signal, after: options.after ?? version, onTrouble };
				for await (const change of adminSplitTarget(split).watch(watching)) {
					console.log(json ? JSON.stringify(change) : changeLine(change));
				}
			} finally {
				end();
			}
		});
}
