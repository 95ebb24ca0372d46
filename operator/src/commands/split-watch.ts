import type { SplitTarget } from '@canario/traffic-split/split-target';
import { Command } from 'commander';
import { changeLine, weightsWords } from '../split/split-text.ts';
import { stopOnSignals } from '../traffic/stop-on-signals.ts';
import { jsonOption } from './place-options.ts';
import {
	addSplitOptions,
	entryVersion,
	type SplitOptions,
	splitTargetOf,
	versionOption,
} from './split-target-options.ts';

interface Options extends SplitOptions {
	readonly after?: string;
	readonly json?: boolean;
}

/** `./canario split watch`: each change as it comes. */
export function watchCommand(): Command {
	const command = new Command('watch').description(
		'print each change of the weights as it comes, until Ctrl-C',
	);
	return addSplitOptions(command)
		.addOption(versionOption('--after', 'begin with what came after this version'))
		.addOption(jsonOption('a line for each change'))
		.action(async (options: Options) => {
			const opened = await splitTargetOf(options, process.env);
			const { after, json } = options;
			if (opened.kind === 'entry') await follow(opened.target, entryVersion(after), json);
			else await follow(opened.target, after, json);
		});
}

async function follow<Version extends number | string>(
	target: SplitTarget<Version>,
	after: Version | undefined,
	json: boolean | undefined,
): Promise<void> {
	const { weights, version } = await target.read();
	if (!json) process.stderr.write(`version ${version}: ${weightsWords(weights)}; Ctrl-C ends the watch\n`);
	const { signal, end } = stopOnSignals();
	const onTrouble = ({ message }: Error) => process.stderr.write(`${message}: trying again …\n`);
	try {
		for await (const change of target.watch({ signal, after: after ?? version, onTrouble })) {
			console.log(json ? JSON.stringify(change) : changeLine(change));
		}
	} finally {
		end();
	}
}
