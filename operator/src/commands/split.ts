import { LANES } from '@canario/contracts/lane';
import { ServiceError } from '@canario/service-kit/service-error';
import type { SplitState } from '@canario/traffic-split/live-split';
import { sharesOf, weightsText } from '@canario/traffic-split/weights';
import { Command, Option } from 'commander';
import { adminOf, type Place } from '../admin-client.ts';
import { percent } from '../numbers.ts';
import { dataOption, wholeOption } from '../traffic/options.ts';
import { convertCommand } from './split-convert.ts';
import { lintCommand } from './split-lint.ts';

interface Options extends Place {
	readonly json?: boolean;
	readonly reason?: string;
	readonly ifVersion?: number;
}

const targetOption = () =>
	new Option(
		'--target <url>',
		'URL of the admin listener (default: that of the platform that runs from --data)',
	);
const jsonOption = () => new Option('--json', 'print the split as JSON, and nothing else');

const HELP = `
Weights are whole numbers from 0; a lane's share is its weight over their sum. 0 means none; not all may be 0.

Examples:
  ./canario split get
  ./canario split set blue=90 green=10 --reason "green is new"
  ./canario split set blue=0 green=100 --if-version 2
  ./canario split lint split.yaml`;

/** `./canario split`: reads and changes the weights of a running platform, and looks at the splits of a mesh. */
export function splitCommand(): Command {
	return new Command('split')
		.description('read or change the weights of blue and green; convert and lint the splits of a mesh')
		.addHelpText('after', HELP)
		.addCommand(getCommand())
		.addCommand(setCommand())
		.addCommand(convertCommand())
		.addCommand(lintCommand());
}

function getCommand(): Command {
	return new Command('get')
		.description('print the weights as they are')
		.addOption(targetOption())
		.addOption(dataOption())
		.addOption(jsonOption())
		.action(async (options: Options) => {
			const state = (await adminOf(options, process.env)('GET', '/split')) as SplitState;
			print(state, options);
		});
}

function setCommand(): Command {
	return new Command('set')
		.description('change the weights, from the next vaccination on')
		.argument('<weights...>', 'for example: blue=90 green=10')
		.option('--reason <text>', 'why, for those who come after')
		.addOption(
			new Option('--if-version <n>', 'only if the split has this version still').argParser(
				wholeOption(1, 2 ** 31),
			),
		)
		.addOption(targetOption())
		.addOption(dataOption())
		.addOption(jsonOption())
		.action(async (words: string[], options: Options) => {
			const weights = weightsText.safeParse(words.join(' '));
			if (!weights.success) {
				throw new ServiceError(
					'invalid_input',
					`the weights cannot be used: ${weights.error.issues[0]?.message}`,
				);
			}
			const { reason, ifVersion } = options;
			const change = { weights: weights.data, ...(reason && { reason }), ...(ifVersion && { ifVersion }) };
			print((await adminOf(options, process.env)('PUT', '/split', change)) as SplitState, options);
		});
}

function print(state: SplitState, { json }: Options): void {
	if (json) {
		console.log(JSON.stringify(state, undefined, '\t'));
		return;
	}
	const shares = sharesOf(state.weights);
	for (const lane of LANES)
		console.log(`${lane.padEnd(6)} weight ${state.weights[lane]}  (${percent(shares[lane])})`);
	const since = new Date(state.changedAtMs).toISOString();
	console.log(`version ${state.version} since ${since}${state.reason ? `: ${state.reason}` : ''}`);
}
